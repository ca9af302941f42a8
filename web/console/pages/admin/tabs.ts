/** The parts of the administration and who sees them. */
export interface Tab {
  readonly name: string;
  readonly text: string;
  readonly permission: string;
}

export const TABS: readonly Tab[] = [
  { name: "admin", text: "admin.people.title", permission: "people.manage" },
  { name: "admin-tree", text: "admin.tree.title", permission: "people.manage" },
  { name: "admin-certificates", text: "admin.certificates.title", permission: "people.manage" },
  { name: "admin-tokens", text: "admin.tokens.title", permission: "token.manage" },
  { name: "admin-imports", text: "admin.imports.title", permission: "import.orders" },
  { name: "admin-trail", text: "admin.trail.title", permission: "audit.read" },
];

/** The parts that somebody sees. */
export function visibleTabs(may: (permission: string) => boolean): readonly Tab[] {
  return TABS.filter((tab) => may(tab.permission));
}

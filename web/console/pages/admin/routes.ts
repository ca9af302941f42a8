/** Administration: people, the tree, certificates, tokens, imports, who changed what. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";
import { TABS } from "./tabs.ts";

export const routes: RouteRecordRaw[] = [
  {
    path: "/admin",
    component: () => import("./AdminFrame.vue"),
    children: [
      { path: "", name: "admin", component: () => import("./PeopleTab.vue"), meta: { title: "admin.people.title" } },
      { path: "tree", name: "admin-tree", component: () => import("./TreeTab.vue"), meta: { title: "admin.tree.title" } },
      { path: "certificates", name: "admin-certificates", component: () => import("./CertificatesTab.vue"), meta: { title: "admin.certificates.title" } },
      { path: "tokens", name: "admin-tokens", component: () => import("./TokensTab.vue"), meta: { title: "admin.tokens.title" } },
      { path: "imports", name: "admin-imports", component: () => import("./ImportsTab.vue"), meta: { title: "admin.imports.title" } },
      { path: "trail", name: "admin-trail", component: () => import("./TrailTab.vue"), meta: { title: "admin.trail.title" } },
    ],
  },
];

export const entries: MenuEntry[] = [
  {
    to: "/admin",
    title: "admin.title",
    order: 70,
    permissions: [...new Set(TABS.map((tab) => tab.permission))],
    glyph: "M4 6h12M4 10h12M4 14h12M7 4.500v3M13 8.500v3M9 12.500v3",
  },
];

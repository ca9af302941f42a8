/** The manager's figures. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/figures", name: "figures", component: () => import("./FiguresPage.vue"), meta: { title: "figure.title" } },
];

export const entries: MenuEntry[] = [
  { to: "/figures", title: "figure.title", order: 50, permissions: ["export.case", "export.all"], glyph: "M3 17h14M5 17V10h2.500v7M9 17V5h2.500v12M13 17v-5h2.500v5" },
];

/** The standards, to be read. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/standards", name: "standards", component: () => import("./StandardsPage.vue"), meta: { title: "standard.title" } },
  { path: "/standards/:standard", name: "standard", component: () => import("./StandardPage.vue"), props: true, meta: { title: "standard.title" } },
];

export const entries: MenuEntry[] = [
  { to: "/standards", title: "standard.menu", order: 60, permissions: ["standard.read"], glyph: "M5 3h8.500l2.500 2.500V17H5zM8 8h5M8 11h5M8 14h3" },
];

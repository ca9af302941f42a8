/** The start page. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./HomePage.vue"), meta: { title: "pages.home" } },
];

export const entries: MenuEntry[] = [{ to: "/", title: "pages.home", order: 10, glyph: "M3 9.5 10 4l7 5.5M5 8v8h10V8M8.5 16v-4.5h3V16" }];

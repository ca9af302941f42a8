/** People: everybody within reach, and a person's day. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/people", name: "people", component: () => import("./PeoplePage.vue"), meta: { title: "pages.people" } },
  { path: "/people/:username", name: "day", component: () => import("./DayPage.vue"), props: true, meta: { title: "pages.day" } },
];

export const entries: MenuEntry[] = [
  { to: "/people", title: "pages.people", order: 30, permissions: ["people.read"], glyph: "M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.500c.6-3 3-4.500 6-4.500s5.400 1.500 6 4.500" },
];

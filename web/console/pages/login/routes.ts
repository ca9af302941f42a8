/** The log-in, the one page that is open to everybody. */
import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/log-in", name: "log-in", component: () => import("./LogInPage.vue"), meta: { title: "pages.log-in", open: true } },
];

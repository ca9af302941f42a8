/** One order; `?clause=`, `?act=` and `?unit=` open it at what they name. */
import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [
  { path: "/orders/:case", name: "order", component: () => import("./OrderPage.vue"), props: true, meta: { title: "pages.order" } },
];

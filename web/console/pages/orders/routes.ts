/** Orders: the list, and a new one. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/orders", name: "orders", component: () => import("./OrdersPage.vue"), meta: { title: "pages.orders" } },
  { path: "/orders/new", name: "new-order", component: () => import("./NewOrderPage.vue"), meta: { title: "pages.new-order" } },
];

export const entries: MenuEntry[] = [{ to: "/orders", title: "pages.orders", order: 20, permissions: ["case.read"], glyph: "M4 5h12M4 10h12M4 15h12" }];

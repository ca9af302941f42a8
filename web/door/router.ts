/** The pages of the door: a link is its token, which page of it is shown stands in the query, so that a reload keeps it. */
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import DoorPage from "./pages/DoorPage.vue";

export const routes: RouteRecordRaw[] = [
  { path: "/:token", name: "door", component: DoorPage, meta: { title: "pages.door" } },
  { path: "/:rest(.*)*", name: "nothing", component: () => import("./pages/NoLink.vue"), meta: { title: "pages.door" } },
];

/** The router below /door/. */
export function makeRouter() {
  return createRouter({
    history: createWebHistory("/door/"),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path && to.query.p === from.query.p ? false : { top: 0 }),
  });
}

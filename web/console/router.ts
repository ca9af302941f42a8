/**
 * The pages of the console, each loaded when it is first opened.
 *
 * Every folder below `pages/` that has a `routes.ts` registers its own: it exports `routes` (with `meta.title`, the key of the
 * page's name) and, for the menu, `entries`. A new desk adds a folder and edits nothing here.
 */
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from "vue-router";
import { ApiError } from "../common/api/client.ts";
import type { Live } from "../common/api/live.ts";
import type { Session } from "../common/api/session.ts";
import type { MenuEntry } from "./shell/menu.ts";

/** What a folder of pages gives. */
export interface Desk {
  readonly routes: readonly RouteRecordRaw[];
  readonly entries?: readonly MenuEntry[];
}

const desks = Object.values(import.meta.glob<Desk>("./pages/*/routes.ts", { eager: true }));

/** The menu's entries of all desks, in their order. */
export const entries: readonly MenuEntry[] = desks.flatMap((desk) => desk.entries ?? []).sort((a, b) => a.order - b.order);

export const routes: RouteRecordRaw[] = [
  ...desks.flatMap((desk) => desk.routes),
  { path: "/:rest(.*)*", name: "nothing", component: () => import("../common/ui/NothingHere.vue"), meta: { title: "ui.nothing.title" } },
];

/** The router below /console/. */
export function makeRouter() {
  return createRouter({
    history: createWebHistory("/console/"),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}

/** Lets nobody past the log-in who is not logged in; without an answer the page shows and says itself that there is no network. */
export function guard(router: Router, session: Session, live: Live): void {
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    if (!session.me.value) {
      if (!document.documentElement.hasAttribute("data-session")) return { name: "log-in", query: { next: to.fullPath } };
      try {
        await session.load();
      } catch (error) {
        if (error instanceof ApiError) return { name: "log-in", query: { next: to.fullPath } };
        return true;
      }
    }
    if (session.me.value?.must_change_password) {
      location.assign("/password");
      return false;
    }
    live.start();
    return true;
  });
}

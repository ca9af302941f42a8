/**
 * The pages of the phone: one line each, loaded when first opened. `meta.title` is the text's key of the page's name; `meta.sends`: a form
 * that ends with the button that sends it, which nothing may cover.
 */
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import TodayPage from "./pages/TodayPage.vue";

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: TodayPage, meta: { title: "pages.home" } },
  { path: "/jobs/:id", name: "job", component: () => import("./pages/JobPage.vue"), meta: { title: "pages.job" } },
  { path: "/jobs/:id/units", name: "units", component: () => import("./pages/UnitsPage.vue"), meta: { title: "pages.units" } },
  { path: "/jobs/:id/units/:unit", name: "unit", component: () => import("./pages/UnitPage.vue"), meta: { title: "pages.unit" } },
  { path: "/jobs/:id/do/:gesture", name: "gesture", component: () => import("./pages/GesturePage.vue"), meta: { title: "pages.record", sends: true } },
  { path: "/jobs/:id/act/:act", name: "act", component: () => import("./pages/ActPage.vue"), meta: { title: "pages.record", sends: true } },
  { path: "/jobs/:id/sign", name: "sign", component: () => import("./pages/SignPage.vue"), meta: { title: "sign.title", sends: true } },
  { path: "/jobs/:id/links", name: "links", component: () => import("./pages/LinksPage.vue"), meta: { title: "links.title" } },
  { path: "/jobs/:id/failed/:act", name: "failed", component: () => import("./pages/FailedPage.vue"), meta: { title: "pages.record", sends: true } },
  { path: "/jobs/:id/leave", name: "leave", component: () => import("./pages/LeavePage.vue"), meta: { title: "pages.leave" } },
  { path: "/jobs/:id/timeline", name: "timeline", component: () => import("./pages/TimelinePage.vue"), meta: { title: "pages.timeline" } },
  { path: "/jobs/:id/correct/:act", name: "correct", component: () => import("./pages/CorrectPage.vue"), meta: { title: "pages.correct", sends: true } },
  { path: "/jobs/:id/clauses", name: "clauses", component: () => import("./pages/ClausesPage.vue"), meta: { title: "pages.clauses" } },
  { path: "/jobs/:id/more", name: "more", component: () => import("./pages/MorePage.vue"), meta: { title: "pages.more" } },
  { path: "/jobs/:id/appeal/:clause(.*)", name: "appeal", component: () => import("./pages/AppealPage.vue"), meta: { title: "pages.appeal", sends: true } },
  { path: "/outbox", name: "outbox", component: () => import("./pages/OutboxPage.vue"), meta: { title: "pages.outbox" } },
  { path: "/differences", name: "differences", component: () => import("./pages/DifferencesPage.vue"), meta: { title: "pages.differences" } },
  { path: "/sanctions", name: "sanctions", component: () => import("./pages/SanctionsPage.vue"), meta: { title: "pages.sanctions" } },
  { path: "/mine", name: "mine", component: () => import("./pages/MinePage.vue"), meta: { title: "pages.mine" } },
  { path: "/:rest(.*)*", name: "nothing", component: () => import("../common/ui/NothingHere.vue"), meta: { title: "ui.nothing.title" } },
];

/** The router below /field/. */
export function makeRouter() {
  return createRouter({
    history: createWebHistory("/field/"),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });
}

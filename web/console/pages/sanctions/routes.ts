/** Sanctions: for the team leader to decide, for everybody to see his own. */
import type { RouteRecordRaw } from "vue-router";
import type { MenuEntry } from "../../shell/menu.ts";

export const routes: RouteRecordRaw[] = [
  { path: "/sanctions", name: "sanctions", component: () => import("./SanctionsPage.vue"), meta: { title: "sanction.title" } },
];

export const entries: MenuEntry[] = [
  {
    to: "/sanctions",
    title: "sanction.menu",
    order: 40,
    permissions: ["verdict.read"],
    glyph: "M10 3v14M5 6h10M5 6 2.500 11.500h5zM15 6l-2.500 5.500h5zM7 17h6",
  },
];

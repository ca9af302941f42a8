/** Where somebody begins, by the posts he holds. */

export interface Start {
  readonly page?: "desk" | "mine";
  /** The name of another page's route. */
  readonly route?: string;
}

const ELSEWHERE: Readonly<Record<string, string>> = { manager: "figures", team_leader: "sanctions", administrator: "admin" };
const DESK = ["dispatcher", "team_leader", "complaint_supervisor", "manager"];

/** `has` tells whether there is a route of a name; `may` whether a permission is held. */
export function startOf(posts: readonly string[], has: (name: string) => boolean, may: (permission: string) => boolean): Start {
  if (posts.includes("dispatcher") && may("case.assign")) return { page: "desk" };
  for (const post of posts) {
    const route = ELSEWHERE[post];
    if (route && has(route)) return { route };
  }
  return posts.some((post) => DESK.includes(post)) && may("case.assign") ? { page: "desk" } : { page: "mine" };
}

/** In which roles the reader may record an act here: those that his posts play in the order's standards, and every party. */
import { useSession } from "../../../common/api/index.ts";
import type { OrderShown } from "../../stores/api.ts";
import { type Names, useStandards } from "../../stores/names.ts";

export function useRecordable(order: () => OrderShown, names: Names) {
  const session = useSession();
  const standards = useStandards();

  function rolesFor(act: string): string[] {
    if (!session.may("act.record")) return [];
    const roles = order().standards.flatMap(({ standard }) => {
      const found = standards.known.get(standard);
      const own = new Set(session.roles(standard));
      return (found?.acts[act]?.by ?? []).filter((role) => own.has(role) || names.party(role));
    });
    return [...new Set(roles)];
  }

  /** All acts that he may record, in the standards' order. */
  function acts(): string[] {
    const all = order().standards.flatMap(({ standard }) => Object.keys(standards.known.get(standard)?.acts ?? {}));
    return [...new Set(all)].filter((act) => rolesFor(act).length);
  }

  return { rolesFor, acts };
}

/** Changes by others, for a screen: `changed` gets the cases that acts were added to, at most once in a short while. */
import { onScopeDispose } from "vue";
import { useLive, useSession } from "../../common/api/index.ts";
import type { Change } from "../../common/api/types.ts";

export interface Heard {
  readonly cases: ReadonlySet<string>;
  readonly acts: ReadonlySet<string>;
  /** Somebody else than the reader did one of them. */
  readonly others: boolean;
}

const GATHER = 150;

/** Calls `changed` with what was added since the last call, as long as the calling component lives. */
export function useChanges(changed: (heard: Heard) => void, wanted: (change: Change) => boolean = () => true): void {
  const session = useSession();
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  useLive().listen((changes) => {
    gathered.push(...changes.filter(wanted));
    if (!gathered.length || timer) return;
    timer = setTimeout(() => {
      const own = session.me.value?.username;
      changed({
        cases: new Set(gathered.map((one) => one.envelope.case)),
        acts: new Set(gathered.map((one) => one.envelope.id)),
        others: gathered.some((one) => one.envelope.actor !== own),
      });
      [gathered, timer] = [[], undefined];
    }, GATHER);
  });
  onScopeDispose(() => clearTimeout(timer));
}

/** Who is logged in, what he may do and which roles he plays; the server decides, this only hides what would be refused. */
import { computed, type InjectionKey, inject, type Ref, shallowRef } from "vue";
import type { Api } from "./client.ts";
import type { Me } from "./types.ts";

export interface Session {
  readonly me: Readonly<Ref<Me | null>>;
  readonly load: () => Promise<Me>;
  readonly may: (permission: string) => boolean;
  readonly posts: Readonly<Ref<readonly string[]>>;
  /** The roles that he plays in a standard. */
  readonly roles: (standard: string) => readonly string[];
}

export const SESSION: InjectionKey<Session> = Symbol("session");

/** The session of an app; `load` it before the first page. */
export function makeSession(api: Api): Session {
  const me = shallowRef<Me | null>(null);
  return {
    me,
    async load() {
      me.value = await api.get<Me>("/me");
      return me.value;
    },
    may: (permission) => Boolean(me.value && Object.hasOwn(me.value.permissions, permission)),
    posts: computed(() => [...new Set(me.value?.posts.map((held) => held.post) ?? [])]),
    roles: (standard) => [...new Set(me.value?.posts.flatMap((held) => held.roles[standard] ?? []) ?? [])],
  };
}

/** The app's session. */
export function useSession(): Session {
  const found = inject(SESSION);
  if (!found) throw new Error("the app provides no session");
  return found;
}

/** Signatures that were given without network on words which the record does not bear out: both texts, until they were read. */
import { liveQuery } from "dexie";
import { onScopeDispose, type Ref, shallowRef } from "vue";
import type { SignedOtherwise } from "../services/db.ts";
import { useField } from "../stores/field.ts";

export function useSignedOtherwise(): { found: Readonly<Ref<readonly SignedOtherwise[]>>; seen: () => Promise<void> } {
  const { db, account } = useField();
  const found = shallowRef<readonly SignedOtherwise[]>([]);
  const following = liveQuery(() => db.otherwise.where({ account: account.value }).toArray()).subscribe((all) => {
    found.value = all;
  });
  onScopeDispose(() => following.unsubscribe());
  return { found, seen: () => db.otherwise.bulkDelete(found.value.map((one) => one.key)) };
}

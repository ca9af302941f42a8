/** Keeps what the screens see in step with what is kept, whoever changed it: this page, its sending, another tab. */
import { liveQuery } from "dexie";
import type { Field } from "./field.ts";

export function follow(field: Field): void {
  const { db } = field;
  const account = field.account.value;
  liveQuery(() => db.acts.where({ account }).sortBy("seq")).subscribe((found) => {
    field.acts.value = found;
  });
  liveQuery(() => db.cases.where({ account }).toArray()).subscribe((found) => {
    field.cases.value = found.map((one) => one.body);
  });
  liveQuery(() => db.updates.where({ account }).toArray()).subscribe((found) => {
    field.updates.value = found;
  });
  liveQuery(() => db.files.where({ account, complete: 0 }).toArray()).subscribe((found) => {
    field.files.value = found.map(({ hash, case: id, name, size, sent }) => ({ hash, case: id, name, size, sent }));
  });
  liveQuery(() => db.differences.where({ account }).toArray()).subscribe((found) => {
    field.differences.value = found.filter((one) => !one.seen);
  });
}

/** Where the door's pages find the link and what it shows: typed injection keys. */
import { inject, type InjectionKey, type Ref } from "vue";
import type { DoorApi } from "../services/door.ts";
import type { PageName, View } from "../services/types.ts";

export interface Door {
  readonly api: DoorApi;
  readonly view: Readonly<Ref<View>>;
  /** Reads anew what the link shows. */
  readonly reload: () => Promise<void>;
  readonly go: (page: PageName) => void;
}

export const DOOR: InjectionKey<Door> = Symbol("door");

export function useDoor(): Door {
  const door = inject(DOOR);
  if (!door) throw new Error("no door is provided");
  return door;
}

/** Units (rooms) as tiles, floor by floor. */

export type UnitState = "todo" | "doing" | "done" | "later" | "failed";

export interface Tile {
  readonly unit: string;
  readonly state: UnitState;
  /** A clause is broken in it. */
  readonly broken?: boolean;
  /** Something of it waits in the outbox. */
  readonly unsent?: boolean;
  /** It is the next to be done. */
  readonly next?: boolean;
  /** The limit that runs in it: civil seconds. */
  readonly limit?: number | null;
}

export interface Floor {
  /** "8" of 0806; empty where the names say no floor. */
  readonly name: string;
  readonly tiles: readonly Tile[];
}

const NUMBERED = /^0*(\d+?)(\d\d)$/;

/** The floor that a room's number says: "8" of 0806, "12" of 1206; "" of any other name. */
export function floorOf(unit: string): string {
  return NUMBERED.exec(unit)?.[1] ?? "";
}

/** The tiles by floor, in the order given. */
export function floorsOf(tiles: readonly Tile[]): Floor[] {
  const floors = new Map<string, Tile[]>();
  for (const tile of tiles) {
    const name = floorOf(tile.unit);
    const there = floors.get(name);
    if (there) there.push(tile);
    else floors.set(name, [tile]);
  }
  return [...floors].map(([name, found]) => ({ name, tiles: found }));
}

/** How many are in each state, in the order of a legend. */
export function countsOf(tiles: readonly Tile[]): [UnitState, number][] {
  const order: readonly UnitState[] = ["done", "doing", "later", "failed", "todo"];
  return order.map((state) => [state, tiles.filter((tile) => tile.state === state).length] as [UnitState, number]).filter(([, n]) => n);
}

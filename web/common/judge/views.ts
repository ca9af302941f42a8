/**
 * Views of a case: the whole, and one for each unit, with the few look-ups on which every rule is built.
 *
 * A view is a list of acts by time; positions are indices into it. A ref that is null goes with all. Rules look acts up
 * through a view, so that a tracing view sees every act on which a verdict rests.
 */

import type { Hours } from "./calendar/hours.ts";
import type { Act, Case, Data } from "./case.ts";
import type { Value } from "./values.ts";

export type Ref = string | null;

const ARRIVED = ["arrived"];
const LEFT = ["left_site"];
const NONE: readonly number[] = [];

/**
 * The acts of a case or unit up to `now`, by time. `whole` is the view of the whole case (itself, for that); `unit` the
 * unit's name or null; `units` all views of units (empty where none is named).
 */
export class View {
  readonly acts: readonly Act[];
  readonly source: Case;
  readonly kind: string;
  readonly now: number;
  readonly unit: string | null;
  readonly facts: Data;
  readonly hours: Hours;
  readonly last: number;
  whole: View;
  units: View[] = [];
  protected positions = new Map<string, number[]>();
  protected fields = new Map<string, number[]>();

  constructor(acts: readonly Act[], source: Case, kind: string, now: number, unit: string | null, whole: View | null) {
    this.acts = acts;
    this.source = source;
    this.kind = kind;
    this.now = now;
    this.unit = unit;
    this.facts = source.facts;
    this.hours = source.hours;
    this.last = acts.length - 1;
    this.whole = whole ?? this;
    for (let place = 0; place < acts.length; place++) {
      const found = this.positions.get(acts[place]!.name);
      if (found) found.push(place);
      else this.positions.set(acts[place]!.name, [place]);
    }
  }

  /** The act at a position that a look-up gave. */
  act(place: number): Act {
    return this.acts[place]!;
  }

  /** The positions of all acts of these names, by time. */
  each(names: readonly string[]): readonly number[] {
    if (names.length === 1) return this.positions.get(names[0]!) ?? NONE;
    return names.flatMap((name) => this.positions.get(name) ?? NONE).sort((a, b) => a - b);
  }

  /** The latest act of these names up to and including `upto` that goes with `ref`; -1 if none. */
  latest(names: readonly string[], upto: number, ref: Ref = null): number {
    let best = -1;
    for (const name of names) {
      const places = this.positions.get(name);
      if (places) best = Math.max(best, this.back(places, upto, ref));
    }
    return best;
  }

  /** The first act of these names after position `after` that goes with `ref`; -1 if none. */
  first(names: readonly string[], after: number, ref: Ref = null): number {
    let best = -1;
    for (const name of names) {
      const places = this.positions.get(name);
      const found = places ? this.ahead(places, after, ref) : -1;
      if (found >= 0 && (best < 0 || found < best)) best = found;
    }
    return best;
  }

  /** The latest act up to and including `upto` that has `field` filled and goes with `ref`; -1 if none. */
  latestFilled(field: string, upto: number, ref: Ref = null): number {
    return this.back(this.filled(field), upto, ref);
  }

  /** The first act after `after` that has `field` filled and goes with `ref`; -1 if none. */
  firstFilled(field: string, after: number, ref: Ref = null): number {
    return this.ahead(this.filled(field), after, ref);
  }

  /** The positions of all acts that have `field` filled. */
  filled(field: string): readonly number[] {
    let places = this.fields.get(field);
    if (!places) {
      places = [];
      for (let place = 0; place < this.acts.length; place++) {
        if (this.acts[place]!.data.has(field)) places.push(place);
      }
      this.fields.set(field, places);
    }
    return places;
  }

  private back(places: readonly number[], upto: number, ref: Ref): number {
    for (let index = past(places, upto) - 1; index >= 0; index--) {
      if (this.goes(places[index]!, ref)) return places[index]!;
    }
    return -1;
  }

  private ahead(places: readonly number[], after: number, ref: Ref): number {
    for (let index = past(places, after); index < places.length; index++) {
      if (this.goes(places[index]!, ref)) return places[index]!;
    }
    return -1;
  }

  private goes(place: number, ref: Ref): boolean {
    const other = this.acts[place]!.ref;
    return ref === null || other === null || other === ref;
  }

  /** The position of the last act at or before `moment`; -1 if none. */
  until(moment: number): number {
    let place = this.last;
    while (place >= 0 && this.acts[place]!.at > moment) place--;
    return place;
  }

  /** The visit of the act at `place`: first and last place in the whole case. */
  visit(place: number): [number, number] {
    const whole = this.whole;
    const here = place >= 0 ? this.acts[place]!.place : whole.last;
    const start = whole.latest(ARRIVED, here);
    const end = whole.first(LEFT, here - 1);
    return [Math.max(start, 0), end >= 0 ? end : whole.last];
  }

  /** The value of a field of the act at `place`; null when blank. */
  value(place: number, field: string): Value {
    return this.acts[place]!.value(field);
  }

  /** The position of some act `name` whose place in the whole case lies in first … last; -1 if none. */
  inPlaces(name: string, first: number, last: number): number {
    for (const place of this.positions.get(name) ?? NONE) {
      if (this.acts[place]!.place >= first) return this.acts[place]!.place <= last ? place : -1;
    }
    return -1;
  }
}

/** How many of the ascending `places` are at most `upto`. */
function past(places: readonly number[], upto: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= upto) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A view that notes every act that a look-up gave: what a verdict rests on. */
export class TracingView extends View {
  readonly touched: Set<Act>;

  private constructor(view: View, touched: Set<Act>, whole: TracingView | null) {
    super(view.acts, view.source, view.kind, view.now, view.unit, whole);
    this.touched = touched;
    if (!whole) this.units = view.units.map((unit) => new TracingView(unit, touched, this));
  }

  /** A tracing twin of a view of the whole case or of a unit. */
  static of(view: View, touched: Set<Act>): TracingView {
    const whole = new TracingView(view.whole, touched, null);
    return view.whole === view ? whole : new TracingView(view, touched, whole);
  }

  note(place: number): number {
    if (place >= 0) this.touched.add(this.acts[place]!);
    return place;
  }

  override act(place: number): Act {
    this.note(place);
    return this.acts[place]!;
  }

  override each(names: readonly string[]): readonly number[] {
    const places = super.each(names);
    for (const place of places) this.note(place);
    return places;
  }

  override latest(names: readonly string[], upto: number, ref: Ref = null): number {
    return this.note(super.latest(names, upto, ref));
  }

  override first(names: readonly string[], after: number, ref: Ref = null): number {
    return this.note(super.first(names, after, ref));
  }

  override latestFilled(field: string, upto: number, ref: Ref = null): number {
    return this.note(super.latestFilled(field, upto, ref));
  }

  override firstFilled(field: string, after: number, ref: Ref = null): number {
    return this.note(super.firstFilled(field, after, ref));
  }

  override inPlaces(name: string, first: number, last: number): number {
    return this.note(super.inPlaces(name, first, last));
  }
}

/** The view of the whole case, with the views of its units: those given and those that the acts name. */
export function viewsOf(source: Case, acts: readonly Act[], kind: string, now: number, units: Iterable<string>): View {
  const whole = new View(acts, source, kind, now, null, null);
  const names = new Set<string>(units);
  const own = new Map<string, number[]>();
  const shared: number[] = [];
  acts.forEach((act, place) => {
    if (!act.units.length) shared.push(place);
    for (const unit of act.units) {
      names.add(unit);
      const places = own.get(unit);
      if (places) places.push(place);
      else own.set(unit, [place]);
    }
  });
  for (const unit of names) {
    const places = [...shared, ...(own.get(unit) ?? [])].sort((a, b) => a - b);
    whole.units.push(new View(places.map((place) => acts[place]!), source, kind, now, unit, whole));
  }
  return whole;
}

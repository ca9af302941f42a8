/** The components that every screen shares; each shows one thing of the standard's, and knows no server. */
export { type Cited, citedText, partsOf } from "./cited.ts";
export { default as ActMarks } from "./ActMarks.vue";
export { default as ActTimeline } from "./ActTimeline.vue";
export { default as ClauseRow, type ShownFinding } from "./ClauseRow.vue";
export { default as Glyph, type GlyphName } from "./Glyph.vue";
export type { Grounds, GroundsField, Seal } from "./grounds.ts";
export { default as GroundsPanel } from "./GroundsPanel.vue";
export { houseFields, houseShort, isHouseAct, useHouseActs } from "./house.ts";
export { default as LanguageSwitch } from "./LanguageSwitch.vue";
export { default as LimitText } from "./LimitText.vue";
export { type Mark, marksOf } from "./marks.ts";
export { default as PersonText, type Person } from "./PersonText.vue";
export { default as SendingMark, type Sending } from "./SendingMark.vue";
export { default as SentenceText } from "./SentenceText.vue";
export { type Day, daysOf, type Entry, type Line, type Visit } from "./timeline.ts";
export { default as UnitGrid } from "./UnitGrid.vue";
export { countsOf, type Floor, floorOf, floorsOf, type Tile, type UnitState } from "./units.ts";
export { default as VerdictChip } from "./VerdictChip.vue";

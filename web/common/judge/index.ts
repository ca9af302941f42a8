/**
 * The phone's judge: verdicts, sentences, duties and what-if of one case, from the program that the server compiled.
 *
 * Pure: no clock, no network, no store. Before judging, `loadYears` takes China's days off, `loadTexts` the sentences; both
 * come from the server, as do a program and its words.
 */

export { loadYears, type YearFile } from "./calendar/days.ts";
export { formatMoment, parseMoment } from "./calendar/moments.ts";
export { BadCase, type Case, readCase } from "./case.ts";
export { type Duty, duties } from "./duties.ts";
export type { EventJson, Program, Verdict } from "./ir.ts";
export type { Occurrence } from "./forms/common.ts";
export { type Finding, type Judgement, judge } from "./judgement.ts";
export { Ready } from "./program.ts";
export { sentence } from "./reasons/index.ts";
export { loadTexts } from "./reasons/texts.ts";
export type { Lang, Vocabulary, Words } from "./reasons/words.ts";
export { type WhatIf, whatIf } from "./whatif.ts";

/**
 * The screens' own types of the wire against the API's description of itself: a field that the server no longer gives, or gives
 * otherwise, stops the type check here. Types only; nothing of this file reaches a browser. Console and phone have their own beside
 * their types.
 */
import type * as Own from "./types.ts";
import type { Answers, ErrorBody, Takes } from "./wire.ts";

/** `Given` can be used where `Wanted` is expected. */
export type Fits<Given extends Wanted, Wanted> = Given;

export type Answered = [
  Fits<ErrorBody, Own.ErrorBody>,
  Fits<Answers["me"], Own.Me>,
  Fits<Answers["log_in"], Own.Me>,
  Fits<Answers["cases"], Own.CasePage>,
  Fits<Answers["case"], Own.CaseShown>,
  Fits<Answers["verdicts"], Own.VerdictsShown>,
  Fits<Answers["duties"]["duties"], readonly Own.DutyShown[]>,
  Fits<Answers["next_acts"]["next_acts"], readonly Own.NextAct[]>,
  Fits<Answers["what_if"], Own.WhatIfShown>,
  Fits<Answers["form"], Own.FormShown>,
  Fits<Answers["assign_case"]["receipt"], Own.Receipt>,
  Fits<Answers["open_case"], Own.Receipt>,
  Fits<Answers["record_acts"], Own.BatchAnswered>,
  Fits<Answers["start_file"], Own.FileState>,
  Fits<Answers["send_file"], Own.FileState>,
  Fits<Answers["standards"]["standards"], readonly Own.StandardLine[]>,
  Fits<Answers["standard"], Own.StandardShown>,
];

/** What is sent: our own type must do for the server's. */
export type Sent = [Fits<Own.Batch, Takes["record_acts"]>];

/** The feed's envelope is the record's own text, which the description leaves open; what of it is read stands in `Own.Change`. */
export type Open = [Fits<Own.Change, Answers["feed"]["changes"][number]>, Fits<Own.Feed, Answers["feed"]>];

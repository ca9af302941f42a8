/** The console's own types of the wire against the API's description of itself (see common/api/wire.check.ts). Types only. */
import type { Fits } from "../common/api/wire.check.ts";
import type { Answers } from "../common/api/wire.ts";
import type * as Admin from "./pages/admin/types.ts";
import type * as Figures from "./pages/figures/types.ts";
import type * as Sanctions from "./pages/sanctions/types.ts";
import type * as Standards from "./pages/standards/types.ts";
import type * as Own from "./stores/api.ts";
import type * as Rota from "./stores/rota.ts";

export type Answered = [
  Fits<Answers["console_orders"], Own.OrderPage>,
  Fits<Answers["console_order"], Own.OrderShown>,
  Fits<Answers["console_desk"], Own.Desk>,
  Fits<Answers["console_candidates"], Own.Candidates>,
  Fits<Answers["console_day"], Own.DayShown>,
  Fits<Answers["console_handover"], Rota.HandOver>,
  Fits<Answers["console_hand_over"], Rota.HandedOver>,
  Fits<Answers["console_people"]["people"], readonly Rota.AtWork[]>,
  Fits<Answers["console_order_form"], Own.OrderForm>,
  Fits<Answers["console_seal"], Own.SealShown>,
  Fits<Answers["staff"]["staff"], readonly Own.StaffLine[]>,
  Fits<Answers["places"]["places"], readonly Own.PlaceShown[]>,
];

export type OfAdministration = [
  Fits<Answers["accounts"]["accounts"], readonly Admin.AccountShown[]>,
  Fits<Answers["posts"]["posts"], readonly Admin.PostShown[]>,
  Fits<Answers["ending_certificates"]["certificates"], readonly Admin.EndingCertificate[]>,
  Fits<Answers["tokens"]["tokens"], readonly Admin.TokenShown[]>,
  Fits<Answers["import_orders"], Admin.Imported>,
  Fits<Answers["audit_workbook"], Admin.AuditShown>,
  Fits<Answers["audits"], Admin.Audits>,
  Fits<Answers["audit_trail"]["rows"], readonly Admin.AuditLine[]>,
];

export type OfSanctions = [Fits<Answers["sanctions"], Sanctions.Sanctions>];

export type OfFigures = [
  Fits<Answers["measures"], Figures.Figures>,
  Fits<Answers["measure"], Figures.InDepth>,
  Fits<Answers["measure_cases"], Figures.CasesBehind>,
];

export type OfStandards = [
  Fits<Answers["standards_to_read"], Standards.StandardsToRead>,
  Fits<Answers["standard_to_read"], Standards.StandardOpened>,
  Fits<Answers["orders_that_broke"], Standards.OrdersThatBroke>,
];

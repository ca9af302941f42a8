/** What the API answers and takes. Written by tools/make_wire_types.py: change the API, not this file. */

export interface AccountShown {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number: string | null;
  readonly language: "zh" | "en";
  readonly active: boolean;
  readonly locked: boolean;
  readonly locked_until: string | null;
  readonly must_change_password: boolean;
  readonly has_password: boolean;
  readonly holdings: readonly HoldingShown[];
}

export interface AccountsShown {
  readonly total: number;
  readonly accounts: readonly AccountShown[];
}

export interface ActKindShown {
  readonly name: InBoth;
  readonly by: readonly string[];
  readonly fields: Readonly<Record<string, FieldShown>>;
}

export interface ActOfGesture {
  readonly act: string;
  readonly by?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export interface ActShown {
  readonly id: string;
  readonly no: number;
  readonly act: string;
  readonly at: string;
  readonly claimed: string;
  readonly received: string;
  readonly by: string | null;
  readonly actor: string | null;
  readonly source: string;
  readonly device: string | null;
  readonly counter: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly late: boolean;
  readonly party: boolean;
  readonly forgotten: boolean;
  readonly state: "stands" | "replaced" | "voided";
  readonly corrected_by: string | null;
  readonly corrects: string | null;
}

export interface After {
  readonly after?: number | null;
}

export interface Amended {
  readonly key: string;
  readonly act: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly at?: string | null;
  readonly reason: string;
}

export interface Answered {
  readonly key: string | null;
  readonly receipt?: ReceiptShown | null;
  readonly error?: ErrorBody | null;
}

export interface Answering {
  readonly key: string;
  readonly request: string;
  readonly text: string;
}

export interface AreaPair {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly amount: number | null;
  readonly longest: number | null;
  readonly area: string;
}

export interface Assigned {
  readonly receipt: ReceiptShown;
  readonly copied: readonly ReceiptShown[];
}

export interface Assignment {
  readonly key: string;
  readonly person: string | null;
  readonly place?: string | null;
  readonly at?: string | null;
}

export interface AtWork {
  readonly username: string;
  readonly works: boolean;
  readonly away: LeaveShown | null;
}

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly actor_name: string;
  readonly what: string;
  readonly kind: string;
  readonly subject: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface AuditResult {
  readonly orders: number;
  readonly judged: number;
  readonly breached: number;
  readonly rows_rejected: number;
  readonly rejected: string | null;
  readonly as_of: string;
}

export interface AuditShown {
  readonly id: string;
  readonly who: string;
  readonly name: string;
  readonly asked: string;
  readonly state: "waiting" | "judging" | "done" | "refused";
  readonly done: number;
  readonly of: number;
  readonly report: string | null;
  readonly result: AuditResult | null;
  readonly why: string | null;
}

export interface AuditsShown {
  readonly report: string | null;
  readonly made: string | null;
  readonly audits: readonly AuditShown[];
}

export interface Batch {
  readonly acts: readonly ({ readonly key: string; readonly case: string; readonly act: string; readonly at: string; readonly by?: string | null; readonly data?: Readonly<Record<string, unknown>>; readonly counter?: number | null; readonly gesture?: string | null; })[];
  readonly device?: string | null;
  readonly sent_at?: string | null;
}

export interface BatchAnswered {
  readonly results: readonly Answered[];
  readonly received: string;
  readonly skew: number;
}

export interface Behind {
  readonly place?: string | null;
  readonly period?: string | null;
  readonly clause?: string | null;
  readonly counted?: boolean;
}

export interface Breach {
  readonly clause: string;
  readonly sentence: string;
}

export interface BrokenChain {
  readonly act: string | null;
  readonly message: string;
}

export interface CandidateShown {
  readonly username: string;
  readonly name: string;
  readonly staff_number: string | null;
  readonly load: number;
  readonly free: string | null;
  readonly away: LeaveShown | null;
  readonly lacking: readonly LackingShown[];
  readonly breaks: readonly Breach[];
}

export interface Candidates {
  readonly assignee: string | null;
  readonly people: readonly CandidateShown[];
}

export interface CarriedStatement {
  readonly form: number;
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly company: InBoth;
  readonly customer: string;
  readonly who: Comer | null;
  readonly finished: readonly string[];
  readonly devices: readonly string[];
  readonly measured: readonly string[];
  readonly charges: Readonly<Record<string, string>>;
  readonly act: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly roles: readonly SignRole[];
}

export interface CaseBehind {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
  readonly kind: InBoth;
  readonly person: string | null;
}

export interface CaseLine {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
}

export interface CasePage {
  readonly cases: readonly CaseLine[];
  readonly next: string | null;
}

export interface CaseShown {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly units: readonly string[];
  readonly forgotten: boolean;
  readonly timeline: readonly ActShown[];
}

export interface CaseWanted {
  readonly standard: string;
  readonly version?: string | null;
  readonly kind: string;
}

export interface CasesBehind {
  readonly total: number;
  readonly cases: readonly CaseBehind[];
}

export interface CertificateShown {
  readonly username: string;
  readonly key: string;
  readonly valid_until: string | null;
  readonly case: string;
  readonly act: string;
}

export interface CertificatesShown {
  readonly certificates: readonly CertificateShown[];
}

export interface Change {
  readonly seq: number;
  readonly hash: string;
  readonly envelope: Readonly<Record<string, unknown>>;
}

export interface Changed {
  readonly seq: number;
  readonly case: string;
  readonly act: string;
  readonly id: string;
  readonly actor: string | null;
}

export interface ChangedAccount {
  readonly display_name?: string | null;
  readonly staff_number?: string | null;
  readonly language?: "zh" | "en" | null;
  readonly active?: boolean | null;
}

export interface Choice {
  readonly value: string;
  readonly names: InBoth;
}

export interface CitedShown {
  readonly id: string;
  readonly name: InBoth;
  readonly at: string;
}

export interface ClauseBehind {
  readonly clause: string;
  readonly standard: string;
  readonly number: string;
  readonly title: InBoth;
  readonly words: InBoth;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly by_area: Readonly<Record<string, number>>;
}

export interface ClauseOf {
  readonly id: string;
  readonly where: string;
  readonly words: InBoth;
  readonly kind: string;
  readonly check: string;
  readonly cases: readonly string[];
  readonly note: string | null;
}

export interface ClauseShown {
  readonly clause: string;
  readonly verdict: "met" | "breached" | "pending" | "not_applicable";
  readonly findings: readonly FindingShown[];
}

export interface ClauseToRead {
  readonly id: string;
  readonly number: string;
  readonly group: string;
  readonly where: string;
  readonly words: InBoth;
  readonly kind: InBoth;
  readonly check: InBoth;
  readonly decided_by: string;
  readonly how: HowDecided;
  readonly sanction: InBoth | null;
  readonly note: string | null;
  readonly cases: readonly InBoth[];
  readonly parameters: readonly string[];
  readonly cites: readonly string[];
  readonly cited: readonly string[];
  readonly broken: number | null;
  readonly decided: number | null;
}

export interface Closing {
  readonly key: string;
  readonly reason: string;
  readonly at?: string | null;
}

export interface Comer {
  readonly name: string;
  readonly badge: string;
}

export interface ConsoleFeed {
  readonly changes: readonly Changed[];
  readonly last: number;
}

export interface CoursePair {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly amount: number | null;
  readonly longest: number | null;
  readonly period: string;
}

export interface DayShown {
  readonly username: string;
  readonly name: string;
  readonly staff_number: string | null;
  readonly day: string;
  readonly rota: Rota | null;
  readonly away: LeaveShown | null;
  readonly prepared: readonly Prepared[];
  readonly lacking: readonly LackingShown[];
  readonly visits: readonly Visit[];
  readonly may_set: boolean;
}

export interface DecidingShown {
  readonly act: string;
  readonly by: string;
  readonly has_amount: boolean;
  readonly effects: Readonly<Record<string, InBoth>>;
}

export interface DecisionShown {
  readonly act: string;
  readonly at: string;
  readonly by: string;
  readonly amount: number | null;
  readonly effect: InBoth | null;
}

export interface Desk {
  readonly unassigned: readonly OrderLine[];
  readonly unassigned_total: number;
  readonly due: readonly OrderLine[];
  readonly due_total: number;
  readonly risks: readonly RiskShown[];
  readonly certificates: readonly Ending[];
  readonly staff: number;
  readonly on_duty: number;
  readonly sick: number;
  readonly on_leave: number;
  readonly asked: readonly DoorRequest[];
  readonly as_of: string;
}

export interface DoorRequest {
  readonly case: string;
  readonly number: string;
  readonly person: string | null;
  readonly username: string | null;
  readonly request: string;
  readonly kind: "time" | "link";
  readonly at: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly text: string;
  readonly reason: "full" | "other" | null;
  readonly rebooking: Rebooking | null;
}

export interface Due {
  readonly clause: string;
  readonly acts: readonly InBoth[];
  readonly unit: string | null;
  readonly limit: string | null;
}

export interface DutiesShown {
  readonly case: string;
  readonly as_of: string;
  readonly duties: readonly DutyShown[];
}

export interface DutyShown {
  readonly standard: string;
  readonly clause: string;
  readonly acts: readonly string[];
  readonly by: readonly string[];
  readonly unit: string | null;
  readonly limit: string | null;
  readonly before: readonly string[];
  readonly dated: boolean;
  readonly seconds_left: number | null;
  readonly sentence: string;
}

export interface Ending {
  readonly person: string;
  readonly username: string;
  readonly certificate: InBoth;
  readonly valid_until: string;
  readonly orders: number;
}

export interface EndingCertificate {
  readonly username: string;
  readonly name: string;
  readonly certificate: InBoth;
  readonly valid_until: string;
  readonly past: boolean;
  readonly case: string;
  readonly act: string;
}

export interface EndingCertificates {
  readonly certificates: readonly EndingCertificate[];
}

export interface ErrorAnswer {
  readonly error: ErrorBody;
}

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface EverybodyToday {
  readonly people: readonly AtWork[];
}

export interface EvidenceShown {
  readonly clause: string | null;
  readonly number: string;
  readonly words: InBoth;
  readonly sentence: string;
  readonly unit: string | null;
  readonly cites: readonly CitedShown[];
}

export interface FactsChanged {
  readonly key: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at?: string | null;
}

export interface Feed {
  readonly changes: readonly Change[];
  readonly last: number;
}

export interface FeedWanted {
  readonly after?: number;
  readonly limit?: number;
  readonly wait?: number;
}

export interface FieldAfter {
  readonly after: number;
}

export interface FieldBundle {
  readonly account: string;
  readonly last: number;
  readonly as_of: string;
  readonly receipt_key: string;
  readonly years: readonly (Readonly<Record<string, unknown>>)[];
  readonly sentences: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly about: Readonly<Record<string, unknown>>;
  readonly cases: readonly FieldCase[];
}

export interface FieldCase {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly units: readonly string[];
  readonly forgotten: boolean;
  readonly timeline: readonly ActShown[];
  readonly rules: string;
  readonly next_acts: readonly NextAct[];
  readonly people: Readonly<Record<string, string>>;
  readonly statement: CarriedStatement | null;
}

export interface FieldChange {
  readonly seq: number;
  readonly case: string;
  readonly act: string;
  readonly id: string;
  readonly actor: string | null;
}

export interface FieldFeed {
  readonly changes: readonly FieldChange[];
  readonly last: number;
  readonly cases: readonly string[] | null;
}

export interface FieldOfForm {
  readonly name: string;
  readonly type: string;
  readonly kind: string;
  readonly names: InBoth;
  readonly required: boolean;
  readonly required_when?: readonly (readonly Test[])[] | null;
  readonly unknown_allowed: boolean;
  readonly personal: boolean;
  readonly clauses: readonly string[];
  readonly guards: readonly string[];
  readonly choices?: readonly Choice[] | null;
}

export interface FieldShown {
  readonly type: string;
  readonly name: InBoth;
  readonly choices: Readonly<Record<string, InBoth>>;
}

export interface FigureAsked {
  readonly place?: string | null;
  readonly period?: string | null;
}

export interface FigureInDepth {
  readonly key: "on_time" | "clauses_kept" | "first_time_right" | "rework" | "open_late" | "sanctions";
  readonly period: string;
  readonly areas: readonly AreaPair[];
  readonly course: readonly CoursePair[];
  readonly clauses: readonly ClauseBehind[];
  readonly against: number;
  readonly counted: number;
}

export interface FigureShown {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly amount: number | null;
  readonly longest: number | null;
  readonly key: "on_time" | "clauses_kept" | "first_time_right" | "rework" | "open_late" | "sanctions";
  readonly before: PairShown;
  readonly change: number | null;
  readonly beside: Readonly<Record<string, number>>;
}

export interface FiguresShown {
  readonly as_of: string;
  readonly waiting: number;
  readonly place: string | null;
  readonly areas: readonly string[];
  readonly period: string;
  readonly before: string;
  readonly figures: readonly FigureShown[];
}

export interface FileState {
  readonly hash: string;
  readonly have: number;
  readonly size: number;
  readonly complete: boolean;
}

export interface Filters {
  readonly state?: "open" | "finished" | "closed" | "all";
  readonly standard?: string | null;
  readonly place?: string | null;
  readonly assignee?: string | null;
  readonly breached?: boolean | null;
  readonly due_before?: string | null;
  readonly q?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

export interface FindingShown {
  readonly verdict: "met" | "breached" | "pending" | "not_applicable";
  readonly sentence: string;
  readonly unit: string | null;
  readonly act: string | null;
  readonly answer: string | null;
  readonly limit: string | null;
  readonly seconds_over: number | null;
  readonly seconds_used: number | null;
  readonly form: string;
  readonly code: string;
  readonly cites: readonly string[];
}

export interface Forgotten {
  readonly forgotten: boolean;
}

export interface FormShown {
  readonly act: string;
  readonly names: InBoth;
  readonly by: readonly RoleOfForm[];
  readonly unit: string | null;
  readonly fields: readonly FieldOfForm[];
}

export interface FormWanted {
  readonly standard: string;
  readonly kind: string;
}

export interface From {
  readonly offset?: number;
}

export interface GestureShown {
  readonly name: InBoth;
  readonly cases: readonly string[];
  readonly by: string;
  readonly offer: string | null;
  readonly ask: Readonly<Record<string, string>>;
  readonly acts: readonly ActOfGesture[];
}

export interface Given {
  readonly key: string;
  readonly person: string | null;
  readonly seen: string | null;
  readonly anyway?: boolean;
}

export interface HandOver {
  readonly name: string;
  readonly orders: readonly Offer[];
}

export interface HandedOrder {
  readonly case: string;
  readonly error: ErrorBody | null;
}

export interface HandedOver {
  readonly orders: readonly HandedOrder[];
}

export interface Handing {
  readonly key: string;
  readonly orders: readonly One[];
}

export interface Hanging {
  readonly clause: string;
  readonly fields: readonly string[];
}

export interface HeldShown {
  readonly post: string;
  readonly zh: string;
  readonly en: string;
  readonly place: string;
  readonly path: string;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

export interface HoldingShown {
  readonly id: number;
  readonly post: string;
  readonly words: InBoth;
  readonly place: string;
  readonly since: string;
  readonly until: string | null;
}

export interface How {
  readonly dry_run?: boolean;
  readonly standards?: string;
  readonly place?: string;
}

export interface HowDecided {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

export interface Imported {
  readonly dry_run: boolean;
  readonly open: number;
  readonly exists: number;
  readonly wrong: number;
  readonly assigned: number;
  readonly ignored: readonly string[];
  readonly rows: readonly RowShown[];
}

export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

export interface JudgementShown {
  readonly standard: string;
  readonly version: string;
  readonly kind: string;
  readonly finished: boolean;
  readonly clauses: readonly ClauseShown[];
}

export interface KindShown {
  readonly name: InBoth;
  readonly unit: string | null;
  readonly unit_name: InBoth | null;
  readonly opened_by: unknown;
  readonly facts: Readonly<Record<string, FieldShown>>;
}

export interface LackingShown {
  readonly certificate: InBoth;
  readonly until: string | null;
}

export interface LeaveShown {
  readonly id: number;
  readonly first: string;
  readonly last: string;
  readonly kind: "sick" | "leave";
}

export interface Line {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly items: readonly string[];
}

export interface LinkMade {
  readonly link: string;
  readonly path: string;
  readonly address: string;
  readonly qr: QrShown;
  readonly purposes: readonly string[];
  readonly expires: string;
}

export interface LinkShown {
  readonly link: string;
  readonly path: string;
  readonly address: string;
  readonly qr: QrShown;
  readonly purposes: readonly string[];
  readonly expires: string;
  readonly opens: boolean;
  readonly revoked: boolean;
  readonly expired: boolean;
  readonly opened: string | null;
  readonly wanted: boolean;
}

export interface LinksShown {
  readonly links: readonly LinkShown[];
}

export interface Lock {
  readonly days: number;
}

export interface LogIn {
  readonly username: string;
  readonly password: string;
}

export interface Look {
  readonly fields: readonly string[];
}

export interface Looked {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly recorded: boolean;
}

export interface MeShown {
  readonly username: string;
  readonly display_name: string;
  readonly language: string;
  readonly source: "session" | "token";
  readonly must_change_password: boolean;
  readonly posts: readonly HeldShown[];
  readonly permissions: Readonly<Record<string, ReachShown>>;
}

export interface Moved {
  readonly parent: string;
}

export interface NewAccount {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number?: string | null;
  readonly language?: "zh" | "en";
  readonly password: string;
  readonly holdings: readonly NewHolding[];
}

export interface NewAnswer {
  readonly key: string;
  readonly clause: string;
  readonly reason: string;
  readonly upheld?: boolean | null;
  readonly at?: string | null;
}

export interface NewAppeal {
  readonly key: string;
  readonly clause: string;
  readonly text: string;
  readonly grounds?: readonly string[];
  readonly nothing?: boolean;
  readonly at?: string | null;
}

export interface NewCase {
  readonly key: string;
  readonly number: string;
  readonly standards: readonly CaseWanted[];
  readonly place: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly at?: string | null;
  readonly customer?: string | null;
  readonly person?: string | null;
}

export interface NewDecision {
  readonly key: string;
  readonly clause: string;
  readonly reason: string;
  readonly amount?: number | null;
  readonly effect?: string | null;
  readonly at?: string | null;
}

export interface NewFile {
  readonly hash: string;
  readonly size: number;
  readonly media_type: string;
}

export interface NewForm {
  readonly standards: readonly FormWanted[];
}

export interface NewHolding {
  readonly post: string;
  readonly place: string;
  readonly since?: string | null;
  readonly until?: string | null;
}

export interface NewLeave {
  readonly first?: string | null;
  readonly last?: string | null;
  readonly kind?: "sick" | "leave";
}

export interface NewLink {
  readonly key: string;
  readonly purposes: readonly ("appointment" | "sign" | "rate")[];
  readonly days?: number;
  readonly slots?: readonly (readonly string[])[];
  readonly needs?: string;
}

export interface NewPassword {
  readonly password: string;
}

export interface NewPlace {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly level: string;
  readonly parent?: string | null;
}

export interface NewShift {
  readonly since?: string | null;
  readonly start: string;
  readonly end: string;
  readonly lunch_start?: string | null;
  readonly lunch_end?: string | null;
  readonly days?: string;
}

export interface NewToken {
  readonly name: string;
  readonly days: number;
  readonly account?: string | null;
}

export interface NextAct {
  readonly act: string;
  readonly by: readonly string[];
  readonly unit: string | null;
  readonly reason: "duty" | "precedence" | "end" | "more";
  readonly clauses: readonly string[];
  readonly limit: string | null;
  readonly at: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly open: readonly string[];
  readonly gesture: string | null;
  readonly breaches: readonly string[];
}

export interface NextShown {
  readonly case: string;
  readonly as_of: string;
  readonly next_acts: readonly NextAct[];
}

export interface Offer {
  readonly order: OrderLine;
  readonly start: string | null;
  readonly end: string | null;
  readonly people: readonly CandidateShown[];
}

export interface OnDay {
  readonly day?: string | null;
}

export interface One {
  readonly case: string;
  readonly person: string | null;
  readonly seen: string | null;
}

export interface OrderFilters {
  readonly state?: "open" | "finished" | "closed" | "all";
  readonly standard?: string | null;
  readonly place?: string | null;
  readonly assignee?: string | null;
  readonly breached?: boolean | null;
  readonly due_before?: string | null;
  readonly q?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
  readonly what?: "orders" | "files" | "all";
  readonly due?: "over" | "soon" | "today" | "tomorrow" | null;
  readonly clause?: string | null;
  readonly verdict?: "breached" | "pending" | null;
}

export interface OrderForm {
  readonly facts: readonly FieldOfForm[];
  readonly number: string;
}

export interface OrderLine {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
  readonly label: InBoth;
  readonly about: string;
  readonly kind: InBoth;
  readonly person: string | null;
  readonly due: Due | null;
}

export interface OrderPage {
  readonly orders: readonly OrderLine[];
  readonly total: number;
  readonly next: string | null;
  readonly nearest: readonly string[];
}

export interface OrderShown {
  readonly id: string;
  readonly number: string;
  readonly standards: readonly StandardOf[];
  readonly place: string;
  readonly assignee: string | null;
  readonly opened: string;
  readonly changed: string;
  readonly acts: number;
  readonly finished: boolean;
  readonly closed: boolean;
  readonly breached: number;
  readonly pending: number;
  readonly met: number;
  readonly next_limit: string | null;
  readonly overdue: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly units: readonly string[];
  readonly forgotten: boolean;
  readonly timeline: readonly ActShown[];
  readonly label: InBoth;
  readonly about: string;
  readonly kind: InBoth;
  readonly person: string | null;
  readonly judged: readonly JudgementShown[];
  readonly duties: readonly DutyShown[];
  readonly tiles: readonly UnitShown[];
  readonly people: Readonly<Record<string, string>>;
  readonly sealed: number;
  readonly as_of: string;
}

export interface OrdersThatBroke {
  readonly days: number;
  readonly total: number;
  readonly cases: readonly CaseBehind[];
}

export interface Others {
  readonly people: readonly string[];
}

export interface PairShown {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly amount: number | null;
  readonly longest: number | null;
}

export interface ParameterShown {
  readonly key: string;
  readonly name: InBoth;
  readonly value: InBoth;
  readonly clauses: readonly string[];
}

export interface PeopleAsked {
  readonly q?: string | null;
  readonly place?: string | null;
  readonly inactive?: boolean;
}

export interface PlaceShown {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly level: string;
  readonly parent: string | null;
  readonly path: string;
}

export interface PlacesShown {
  readonly places: readonly PlaceShown[];
}

export interface PostOf {
  readonly post: string;
  readonly place: string;
}

export interface PostShown {
  readonly post: string;
  readonly words: InBoth;
}

export interface PostsShown {
  readonly posts: readonly PostShown[];
}

export interface Prepared {
  readonly name: InBoth;
  readonly at: string | null;
}

export interface ProofShown {
  readonly file: string;
  readonly name: string;
}

export interface QrShown {
  readonly size: number;
  readonly path: string;
}

export interface ReachShown {
  readonly everything: boolean;
  readonly paths: readonly string[];
  readonly own: string | null;
}

export interface Rebooking {
  readonly act: string;
  readonly name: InBoth;
  readonly only: readonly InBoth[];
}

export interface ReceiptShown {
  readonly key: string;
  readonly id: string;
  readonly case: string;
  readonly no: number;
  readonly act: string;
  readonly at: string;
  readonly received: string;
  readonly hash: string;
  readonly signature: string;
}

export interface Received {
  readonly received: number;
}

export interface Renamed {
  readonly zh: string;
  readonly en: string;
}

export interface Revoking {
  readonly key: string;
  readonly link: string;
}

export interface RiskShown {
  readonly case: string;
  readonly number: string;
  readonly person: string;
  readonly username: string;
  readonly before: string;
  readonly free: string;
  readonly breaks: readonly Breach[];
  readonly rebooking: Rebooking | null;
}

export interface RoleOfForm {
  readonly role: string;
  readonly names: InBoth;
  readonly party: boolean;
}

export interface RoleShown {
  readonly name: InBoth;
  readonly party: boolean;
}

export interface Rota {
  readonly shift: ShiftShown;
  readonly leaves: readonly LeaveShown[];
}

export interface RowFault {
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

export interface RowShown {
  readonly row: number;
  readonly number: string | null;
  readonly what: "open" | "exists" | "wrong";
  readonly case: string | null;
  readonly faults: readonly RowFault[];
}

export interface SaidShown {
  readonly kind: "appeal" | "appeal_decided" | "question" | "reason" | "seen";
  readonly clause: string;
  readonly act: string;
  readonly at: string;
  readonly who: string;
  readonly text: string;
  readonly grounds: readonly string[];
  readonly upheld: boolean | null;
  readonly files: readonly ProofShown[];
}

export interface SanctionShown {
  readonly case: string;
  readonly number: string;
  readonly place: string;
  readonly assignee: string | null;
  readonly person: string;
  readonly standard: string;
  readonly title: InBoth;
  readonly clause: string;
  readonly clause_number: string;
  readonly words: InBoth;
  readonly cost: string | null;
  readonly wanted: number | null;
  readonly effect: string | null;
  readonly effect_words: InBoth | null;
  readonly unit: string | null;
  readonly state: "pending" | "decided" | "upheld";
  readonly appeal: "" | "open" | "upheld" | "rejected";
  readonly verdict: "met" | "breached" | "pending" | "not_applicable";
  readonly opened: string;
  readonly evidence: readonly EvidenceShown[];
  readonly said: readonly SaidShown[];
  readonly decisions: readonly DecisionShown[];
  readonly deciding: DecidingShown | null;
}

export interface SanctionsShown {
  readonly as_of: string;
  readonly waiting: number;
  readonly total: number;
  readonly sanctions: readonly SanctionShown[];
}

export interface SanctionsWanted {
  readonly state?: "pending" | "decided" | "upheld";
  readonly place?: string | null;
  readonly case?: string | null;
}

export interface SealShown {
  readonly acts: number;
  readonly sealed: number;
  readonly sealed_at: string | null;
  readonly faults: readonly BrokenChain[];
}

export interface ShiftShown {
  readonly start: string | null;
  readonly end: string | null;
  readonly lunch_start: string | null;
  readonly lunch_end: string | null;
  readonly days: string;
  readonly own: boolean;
}

export interface SignRole {
  readonly role: string;
  readonly names: InBoth;
}

export interface Signed {
  readonly digest: string;
  readonly code: string;
  readonly differs: boolean;
  readonly now: string | null;
  readonly receipt: ReceiptShown;
}

export interface Signing {
  readonly key: string;
  readonly digest: string;
  readonly role: string;
  readonly signer: string;
  readonly picture: string;
  readonly comments?: string;
  readonly at?: string | null;
  readonly shown?: string | null;
  readonly device?: string | null;
  readonly counter?: number | null;
  readonly sent_at?: string | null;
}

export interface Sought {
  readonly actor?: string | null;
  readonly subject?: string | null;
  readonly what?: string | null;
  readonly before?: number | null;
}

export interface SpeedWanted {
  readonly size: number;
}

export interface StaffLine {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number: string | null;
  readonly active: boolean;
  readonly posts: readonly PostOf[];
}

export interface StaffMember {
  readonly username: string;
  readonly display_name: string;
  readonly staff_number: string | null;
  readonly active: boolean;
  readonly posts: readonly PostOf[];
  readonly certificates: readonly CertificateShown[];
  readonly staff_files: readonly string[];
}

export interface StaffShown {
  readonly staff: readonly StaffLine[];
}

export interface StaffWanted {
  readonly place?: string | null;
  readonly q?: string | null;
}

export interface StandardLine {
  readonly key: string;
  readonly version: string | null;
  readonly effective: string | null;
  readonly title: InBoth;
  readonly clauses: number;
  readonly kinds: Readonly<Record<string, InBoth>>;
}

export interface StandardOf {
  readonly standard: string;
  readonly version: string;
  readonly kind: string;
}

export interface StandardOpened {
  readonly key: string;
  readonly title: InBoth;
  readonly version: string | null;
  readonly effective: string | null;
  readonly draft: boolean;
  readonly clauses: number;
  readonly parameters: number;
  readonly broken: number | null;
  readonly decided: number | null;
  readonly days: number;
  readonly summary: string;
  readonly figures: readonly ParameterShown[];
  readonly groups: Readonly<Record<string, InBoth>>;
  readonly all_clauses: readonly ClauseToRead[];
  readonly acts: readonly InBoth[];
}

export interface StandardShown {
  readonly key: string;
  readonly version: string | null;
  readonly effective: string | null;
  readonly title: InBoth;
  readonly summary: string;
  readonly roles: Readonly<Record<string, RoleShown>>;
  readonly kinds: Readonly<Record<string, KindShown>>;
  readonly acts: Readonly<Record<string, ActKindShown>>;
  readonly clauses: readonly ClauseOf[];
  readonly gestures: Readonly<Record<string, GestureShown>>;
}

export interface StandardToRead {
  readonly key: string;
  readonly title: InBoth;
  readonly version: string | null;
  readonly effective: string | null;
  readonly draft: boolean;
  readonly clauses: number;
  readonly parameters: number;
  readonly broken: number | null;
  readonly decided: number | null;
}

export interface StandardsShown {
  readonly standards: readonly StandardLine[];
}

export interface StandardsToRead {
  readonly days: number;
  readonly standards: readonly StandardToRead[];
}

export interface StatementShown {
  readonly number: string;
  readonly digest: string;
  readonly code: string;
  readonly text: string;
  readonly lines: readonly Line[];
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

export interface Taken {
  readonly have?: string;
  readonly case?: string | null;
}

export interface TalkShown {
  readonly clause: string;
  readonly appeal: string;
  readonly said: readonly SaidShown[];
}

export interface TalksShown {
  readonly clauses: readonly TalkShown[];
}

export interface Test {
  readonly field: string;
  readonly values: readonly (string | number | boolean)[];
  readonly negated: boolean;
}

export interface TokenMade {
  readonly id: number;
  readonly account: string;
  readonly name: string;
  readonly prefix: string;
  readonly created: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly last_used: string | null;
  readonly secret: string;
}

export interface TokenShown {
  readonly id: number;
  readonly account: string;
  readonly name: string;
  readonly prefix: string;
  readonly created: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly last_used: string | null;
}

export interface TokensShown {
  readonly tokens: readonly TokenShown[];
}

export interface Trail {
  readonly rows: readonly AuditLine[];
  readonly next: number | null;
}

export interface Try {
  readonly act: string;
  readonly by: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly at?: string | null;
  readonly lang?: "zh" | "en" | null;
}

export interface UnitShown {
  readonly unit: string;
  readonly state: "todo" | "doing" | "done" | "later" | "failed";
  readonly broken: boolean;
  readonly limit: number | null;
}

export interface VerdictsAsked {
  readonly as_of?: string | null;
  readonly known?: string | null;
  readonly lang?: "zh" | "en" | null;
  readonly findings?: "worst" | "all";
}

export interface VerdictsShown {
  readonly case: string;
  readonly as_of: string;
  readonly known: string | null;
  readonly standards: readonly JudgementShown[];
}

export interface Visit {
  readonly order: OrderLine;
  readonly start: string | null;
  readonly end: string | null;
  readonly over: boolean;
  readonly done: number;
  readonly units: number;
  readonly expected: string | null;
  readonly breaks: readonly Breach[];
  readonly rebooking: Rebooking | null;
}

export interface Waiting {
  readonly orders: readonly OrderLine[];
  readonly total: number;
}

export interface WhatIfShown {
  readonly breaches: readonly Breach[];
  readonly hanging: readonly Hanging[];
  readonly answers: readonly string[];
}

export interface Which {
  readonly clause: string;
}

/** What each operation answers. */
export interface Answers {
  readonly accounts: AccountsShown;
  readonly add_place: PlaceShown;
  readonly answer_appeal: ReceiptShown;
  readonly appeal: ReceiptShown;
  readonly appeals: TalksShown;
  readonly assign_case: Assigned;
  readonly audit_trail: Trail;
  readonly audit_workbook: AuditShown;
  readonly audits: AuditsShown;
  readonly case: CaseShown;
  readonly cases: CasePage;
  readonly certificates: CertificatesShown;
  readonly change_account: AccountShown;
  readonly change_facts: ReceiptShown;
  readonly close_case: ReceiptShown;
  readonly console_amend: ReceiptShown;
  readonly console_answer_asked: ReceiptShown;
  readonly console_candidates: Candidates;
  readonly console_day: DayShown;
  readonly console_desk: Desk;
  readonly console_end_leave: Rota;
  readonly console_feed: ConsoleFeed;
  readonly console_give: Assigned;
  readonly console_hand_over: HandedOver;
  readonly console_handover: HandOver;
  readonly console_look: Others;
  readonly console_order: OrderShown;
  readonly console_order_form: OrderForm;
  readonly console_orders: OrderPage;
  readonly console_people: EverybodyToday;
  readonly console_seal: SealShown;
  readonly console_set_leave: Rota;
  readonly console_set_shift: Rota;
  readonly console_waiting: Waiting;
  readonly create_account: AccountShown;
  readonly create_token: TokenMade;
  readonly decide_sanction: ReceiptShown;
  readonly door_links: LinksShown;
  readonly duties: DutiesShown;
  readonly end_holding: AccountShown;
  readonly ending_certificates: EndingCertificates;
  readonly feed: Feed;
  readonly field_bundle: FieldBundle;
  readonly field_feed: FieldFeed;
  readonly field_speed_up: Received;
  readonly forget_customer: Forgotten;
  readonly form: FormShown;
  readonly give_post: AccountShown;
  readonly import_orders: Imported;
  readonly lock_account: AccountShown;
  readonly log_in: MeShown;
  readonly make_door_link: LinkMade;
  readonly me: MeShown;
  readonly measure: FigureInDepth;
  readonly measure_cases: CasesBehind;
  readonly measures: FiguresShown;
  readonly move_place: PlaceShown;
  readonly next_acts: NextShown;
  readonly open_case: ReceiptShown;
  readonly orders_that_broke: OrdersThatBroke;
  readonly places: PlacesShown;
  readonly posts: PostsShown;
  readonly record_acts: BatchAnswered;
  readonly rename_place: PlaceShown;
  readonly revoke_door_link: ReceiptShown;
  readonly sanctions: SanctionsShown;
  readonly send_file: FileState;
  readonly set_password: AccountShown;
  readonly sign: Signed;
  readonly staff: StaffShown;
  readonly staff_member: StaffMember;
  readonly standard: StandardShown;
  readonly standard_to_read: StandardOpened;
  readonly standards: StandardsShown;
  readonly standards_to_read: StandardsToRead;
  readonly start_file: FileState;
  readonly statement: StatementShown;
  readonly tokens: TokensShown;
  readonly unmask: Looked;
  readonly verdicts: VerdictsShown;
  readonly what_if: WhatIfShown;
}

/** What each operation takes. */
export interface Takes {
  readonly add_place: NewPlace;
  readonly answer_appeal: NewAnswer;
  readonly appeal: NewAppeal;
  readonly assign_case: Assignment;
  readonly change_account: ChangedAccount;
  readonly change_facts: FactsChanged;
  readonly close_case: Closing;
  readonly console_amend: Amended;
  readonly console_answer_asked: Answering;
  readonly console_give: Given;
  readonly console_hand_over: Handing;
  readonly console_order_form: NewForm;
  readonly console_set_leave: NewLeave;
  readonly console_set_shift: NewShift;
  readonly create_account: NewAccount;
  readonly create_token: NewToken;
  readonly decide_sanction: NewDecision;
  readonly give_post: NewHolding;
  readonly lock_account: Lock;
  readonly log_in: LogIn;
  readonly make_door_link: NewLink;
  readonly move_place: Moved;
  readonly open_case: NewCase;
  readonly record_acts: Batch;
  readonly rename_place: Renamed;
  readonly revoke_door_link: Revoking;
  readonly set_password: NewPassword;
  readonly sign: Signing;
  readonly start_file: NewFile;
  readonly unmask: Look;
  readonly what_if: Try;
}

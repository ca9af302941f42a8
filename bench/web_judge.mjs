/**
 * How fast the phone's judge is: milliseconds a case over the vectors and for a hotel's order, as JSON on standard output.
 *
 * `node bench/web_judge.mjs CASES.json`, which `python -m bench.web_judge` writes and runs.
 */
import { readFileSync } from "node:fs";
import { judge, loadTexts, loadYears, Ready, readCase, sentence } from "../web/common/judge/index.ts";

const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
loadYears(given.years);
for (const lang of ["zh", "en"]) loadTexts(lang, given.texts[lang]);

const ready = new Map();
function program(key) {
  if (!ready.has(key)) ready.set(key, new Ready(given.programs[key], given.words[key]));
  return ready.get(key);
}

function judged(line, told) {
  const made = program(line.program);
  const judgement = judge(made, readCase(made.program, line.facts, line.events), line.as_of);
  if (told) for (const clause of judgement.verdicts.keys()) sentence(judgement.finding(clause), told);
  return judgement.verdicts.size;
}

/** Milliseconds of each run, sorted; the first rounds only warm up. */
function timed(work, rounds) {
  for (let n = 0; n < Math.min(rounds, 20); n++) work();
  const times = [];
  for (let n = 0; n < rounds; n++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

const at = (times, share) => Number(times[Math.floor(share * (times.length - 1))].toFixed(3));
const summary = (times) => ({ median_ms: at(times, 0.5), p95_ms: at(times, 0.95) });

const result = { node: process.version, cases: given.cases.length };
const whole = timed(() => given.cases.forEach((line) => judged(line, null)), 5);
result.mean_case_ms = Number((whole[2] / given.cases.length).toFixed(3));
const told = timed(() => given.cases.forEach((line) => judged(line, "zh")), 5);
result.mean_case_with_sentences_ms = Number((told[2] / given.cases.length).toFixed(3));
result.orders = given.orders.map(({ rooms, line }) => ({
  rooms,
  acts: line.events.length,
  ...summary(timed(() => judged(line, null), 60)),
  with_sentences: summary(timed(() => judged(line, "zh"), 60)),
}));
const key = given.orders[0].line.program;
result.program_ready = summary(timed(() => new Ready(given.programs[key], given.words[key]), 60));
console.log(JSON.stringify(result, null, 1));

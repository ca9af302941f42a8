/** What is told where a signed text is not what the record says: only the lines that differ, of each side, in the reader's language. */
import { cleanup, render, screen } from "@testing-library/vue";
import { afterEach, expect, test } from "vitest";
import { makeI18n } from "../../common/i18n/index.ts";
import en from "../texts/en.json";
import zh from "../texts/zh.json";
import SignedOtherwise from "./SignedOtherwise.vue";

const text = (done: number) => `doorstep statement 1\n\n澜江通信 · H-1\n房间：装好 ${done}\n\nLanjiang · H-1\nroom: ${done} done\n`;
const one = { key: "sign-1", account: "zhou", case: "c1", shown: text(2), now: text(3) };
afterEach(cleanup);

test.each([
  ["zh", "房间：装好 2", "房间：装好 3", "澜江通信 · H-1"],
  ["en", "room: 2 done", "room: 3 done", "Lanjiang · H-1"],
] as const)("in %s both sides' lines stand, and none that is the same", (lang, signed, now, same) => {
  render(SignedOtherwise, { props: { one, number: "H-1" }, global: { plugins: [makeI18n({ zh, en }, lang)] } });
  screen.getByText(signed);
  screen.getByText(now);
  expect(screen.queryByText(same)).toBeNull();
  screen.getByRole("heading", { name: /H-1/ });
});

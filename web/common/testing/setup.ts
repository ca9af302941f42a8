/** What every test of the screens begins with: no stored language, no leftover page. */
import { cleanup } from "@testing-library/vue";
import { afterEach, beforeEach } from "vitest";

beforeEach(() => localStorage.clear());
afterEach(() => cleanup());

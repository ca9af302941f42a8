/** Who looks at an order's page says so, and takes it back when he leaves; of an order that is refused him there is nothing to take back. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import { useLooking } from "./looking.ts";

const api = vi.hoisted(() => ({ post: vi.fn(), delete: vi.fn(async () => null) }));
vi.mock("../../common/api/index.ts", async (original) => ({ ...(await original<object>()), useApi: () => api }));

beforeEach(() => {
  vi.clearAllMocks();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** A page of an order, and what ends it. */
function page(first: string) {
  const shown = ref(first);
  const scope = effectScope();
  const others = scope.run(() => useLooking(() => shown.value))!;
  return { shown, others, end: () => scope.stop() };
}
const answered = () => vi.advanceTimersByTimeAsync(0);

test("the others are named, and the page that is left is taken back", async () => {
  api.post.mockResolvedValue({ people: ["陆鸣川"] });
  const { shown, others, end } = page("c1");
  await answered();
  expect(others.value).toEqual(["陆鸣川"]);
  shown.value = "c2";
  await nextTick();
  expect(others.value).toEqual([]);
  expect(api.delete.mock.calls).toEqual([["/console/cases/c1/looking"]]);
  await answered();
  end();
  expect(api.delete).toHaveBeenLastCalledWith("/console/cases/c2/looking");
});

test("nothing is taken back where the order was refused", async () => {
  api.post.mockRejectedValue(new Error("403"));
  const { shown, end } = page("c1");
  await answered();
  shown.value = "c2";
  await nextTick();
  await answered();
  end();
  expect(api.delete).not.toHaveBeenCalled();
});

test("a page that is left before the answer came is taken back when it comes", async () => {
  api.post.mockResolvedValue({ people: [] });
  const { end } = page("c1");
  end();
  expect(api.delete).not.toHaveBeenCalled();
  await answered();
  expect(api.delete.mock.calls).toEqual([["/console/cases/c1/looking"]]);
});

import { describe, expect, it } from "vitest";
import { idsIn, inFours } from "./accountIds";

const A = "1288441090350914";
const B = "1602771433805526";

describe("account ids", () => {
  it.each([
    ["one, with spaces around it", `  ${A} `, [A]],
    ["one in fours", "1288 4410 9035 0914", [A]],
    ["one with hyphens", "1288-4410-9035-0914", [A]],
    ["one in full-width figures", "１２８８４４１０９０３５０９１４", [A]],
    ["several with commas", `${A}, ${B}`, [A, B]],
    ["several with Chinese punctuation", `${A}、${B}，`, [A, B]],
    ["one a line", `${A}\r\n${B}\n`, [A, B]],
    ["several with spaces", `${A} ${B}`, [A, B]],
    ["several in fours", "1288 4410 9035 0914 1602 7714 3380 5526", [A, B]],
    ["a column of a table", `staging\t${A}`, ["staging", A]],
    ["what is no id, so that the field shows an error", "ops@example.com", ["ops@example.com"]],
    ["too few digits, not cut into pieces", "1288 4410 90", ["1288441090"]],
    ["invisible characters", `\u200b${A}\ufeff`, [A]],
    ["nothing", " ,\n", []],
  ])("finds %s", (_name, text, ids) => {
    expect(idsIn(text)).toEqual(ids);
  });

  it("looks up names, but no digits", () => {
    const named = () => B;
    expect(idsIn("partner north", named)).toEqual([B]);
    expect(idsIn(A, named)).toEqual([A]);
    expect(idsIn("1288-4410 9035 0914", named)).toEqual([A]);
    expect(idsIn("８８２１", named)).toEqual(["8821"]);
  });

  it("writes an id in fours, and leaves what is none as it is", () => {
    expect(inFours(A)).toBe("1288 4410 9035 0914");
    expect(inFours("123456")).toBe("1234 56");
    expect(inFours("ops@example.com")).toBe("ops@example.com");
  });
});

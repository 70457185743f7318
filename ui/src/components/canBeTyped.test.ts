import { expect, it } from "vitest";
import { canBeTyped } from "./canBeTyped";

it.each(["erp-db-01", "订单服务 系统盘", "naïve", "бух-01", "a=b/c", "🙂"])("%s can be typed", (name) => expect(canBeTyped(name)).toBe(true));

it.each([
  ["nothing", ""],
  ["a turned name", "erp-\u202egpj"],
  ["a space without a width", "erp\u200b-01"],
  ["a joiner without a width", "erp\u200d-01"],
  ["a space that does not break", "erp\u00a001"],
  ["a space at the end", "erp "],
  ["two spaces", "erp  01"],
  ["an accent of its own", "nai\u0308ve"],
  ["a tag character", "erp\u{e0041}"],
  ["an empty Braille cell", "erp\u2800"],
])("%s cannot be typed", (_, name) => expect(canBeTyped(name)).toBe(false));

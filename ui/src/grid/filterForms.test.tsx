import { expect, it } from "vitest";
import type { Filter } from "../backend/bindings/types";
import { typedFilter } from "./filterForms";

const chip = (filters: Filter[]) =>
  typedFilter({ filters, set: () => undefined }, { id: "image", name: "Image", field: "image", known: () => [], none: "None", list: (words) => words.join(", ") }).value;

it("names every word that a filter asks for", () => {
  expect(chip([{ test: "words", field: "image", anyOf: ["m-1", "m-2"] }])).toBe("m-1, m-2");
  expect(chip([{ test: "words", field: "image", anyOf: [""] }])).toBe("None");
  expect(chip([])).toBeNull();
});

import { describe, expect, it } from "vitest";
import { NO_CHOICE, readChoice, withHidden, withMoved, withWidth } from "./columnChoice";
import { tracksOf } from "./tracks";

const column = (id: string, min: number, ideal: number, grow: number, dropRank: number) => ({ id, min, ideal, grow, dropRank });
const columns = [column("status", 90, 104, 0, 0), column("name", 120, 160, 2, 0), column("id", 160, 168, 0, 2), column("region", 90, 112, 1, 1)];
const ids = (width: number, choice = NO_CHOICE) => tracksOf(columns, width, choice).columns.map(({ id }) => id);
const pixels = (template: string) => template.split(" ").reduce((sum, track) => sum + Number.parseInt(track), 0);

describe("the widths of columns", () => {
  it("fill every width exactly, and never run over it while a column can go", () => {
    for (let width = 256; width <= 2400; width += 1) {
      const { template } = tracksOf(columns, width, NO_CHOICE);
      expect(pixels(template), `at ${width} px`).toBe(width);
    }
  });

  it("leave out the column with the highest rank first", () => {
    expect(ids(900)).toEqual(["status", "name", "id", "region"]);
    expect(ids(480)).toEqual(["status", "name", "region"]);
    expect(ids(300)).toEqual(["status", "name"]);
  });

  it("give what is left to those that grow, in their shares", () => {
    const { widths } = tracksOf(columns, 1246, NO_CHOICE);
    expect(widths).toEqual([104, 160 + 438, 168, 112 + 218]);
  });

  it("are a person's own where they were changed, and may then run over", () => {
    const choice = withWidth(NO_CHOICE, "name", 700);
    const tracks = tracksOf(columns, 600, choice);
    expect(tracks.widths[1]).toBe(700);
    expect(tracks.width).toBeGreaterThan(600);
    expect(withWidth(NO_CHOICE, "name", 3).widths.name).toBe(40);
  });

  it("follow the order and leave out what was hidden", () => {
    expect(ids(900, withMoved(NO_CHOICE, ["status", "name", "id", "region"], "region", 0))).toEqual(["region", "status", "name", "id"]);
    expect(ids(900, withHidden(NO_CHOICE, "name", true))).toEqual(["status", "id", "region"]);
  });

  it("know where a column stands that did not exist when the order was chosen", () => {
    expect(ids(900, { ...NO_CHOICE, order: ["region", "status", "name"] })).toEqual(["region", "status", "name", "id"]);
  });

  it("are the usual ones when what was kept cannot be read", () => {
    for (const kept of [null, "", "{", "[]", '{"order":3,"hidden":[1],"widths":{"name":"wide"}}']) expect(readChoice(kept)).toEqual(NO_CHOICE);
  });
});

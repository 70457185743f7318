import { expect, it } from "vitest";
import { rowText } from "./rowText";

const column = (text: string) => ({ id: text, header: "", min: 0, ideal: 0, grow: 0, dropRank: 0, cell: () => null, copy: () => text });

it("keeps a row on one line, whatever the cloud's names hold", () => {
  expect(rowText(null, [column("a"), column("b\tc")])).toBe("a\tb c");
  expect(rowText(null, [column("name\r\nrm -rf ~\n")])).toBe("name rm -rf ~ ");
  expect(rowText(null, [column("\u001b[31mred\u009b")])).toBe(" [31mred ");
});

import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { seriousViolations } from "../test/axe";
import { renderPart } from "../test/render";
import { TimeLine } from "./TimeLine";

const DAY = 86_400_000;

test("a time line of disks without snapshots is a picture, not a list of no choices", async () => {
  const { container } = renderPart(
    <TimeLine
      timelines={[{ diskId: "d-1", device: "xvda", diskType: "system", snapshots: [] }]}
      chosen={null}
      from={0}
      to={14 * DAY}
      label="Snapshots"
      width={287}
      onPick={() => undefined}
    />,
  );
  await screen.findByRole("img", { name: "Snapshots" });
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(await seriousViolations(container)).toEqual([]);
});

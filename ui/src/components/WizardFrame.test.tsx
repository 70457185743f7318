import { readFileSync } from "node:fs";
import { join } from "node:path";
import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPart } from "../test/render";
import { WizardFrame } from "./WizardFrame";

const lift = () => document.documentElement.style.getPropertyValue("--toast-lift");

describe("the frame of a page that prepares something", () => {
  it("keeps toasts away from its last row, as high as that row is", async () => {
    const { unmount } = renderPart(
      <WizardFrame title="Delete image" account={undefined} regionId="cn-hangzhou" cancel="Cancel" to={{ page: "images" }}>
        <p />
      </WizardFrame>,
    );
    await screen.findByRole("heading", { name: "Delete image" });
    const rows = /grid-template-rows: ([^;]*);/.exec(readFileSync(join(process.cwd(), "src/components/Wizard.module.css"), "utf8"))?.[1];
    expect(rows?.endsWith(` ${lift()}`)).toBe(true);
    expect(lift()).toBe("56px");
    unmount();
    expect(lift()).toBe("");
  });
});

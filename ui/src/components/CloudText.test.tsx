import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CloudText, visibleText } from "./CloudText";

describe("text of the cloud", () => {
  it("shows hidden characters by their code instead of obeying them", () => {
    const { container } = render(<CloudText text={"backup-\u202egnp.exe"} />);
    expect(container.textContent).toBe("backup-U+202Egnp.exe");
    expect(container.querySelector("bdi")).toBeTruthy();
    expect(visibleText("a\u200bb\ufeff")).toBe("a[U+200B]b[U+FEFF]");
  });

  it.each(["erp-db-01", "订单服务 系统盘", "a b", "naïve – ok", "👩‍💻"])("leaves %s as it is", (text) => {
    expect(render(<CloudText text={text} />).container.textContent).toBe(text);
    expect(visibleText(text)).toBe(text);
  });
});

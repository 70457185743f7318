import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { NumberField, wholeNumber } from "./NumberField";
import { TextField } from "./TextField";

function Name({ onChange }: { onChange: (value: string) => void }) {
  const [value, setValue] = useState("");
  const change = (next: string) => {
    setValue(next);
    onChange(next);
  };
  return <TextField label="Name" value={value} onChange={change} />;
}

function Size({ onChange = () => undefined }: { onChange?: (value: number) => void }) {
  const [value, setValue] = useState(1024);
  const change = (next: number) => {
    setValue(next);
    onChange(next);
  };
  return (
    <NumberField
      label="Size"
      value={value}
      min={40}
      max={32_768}
      bound="≥ 40"
      format={(number) => number.toLocaleString("en-US")}
      error={value < 40 ? "Type at least 40 GiB." : undefined}
      onChange={change}
    />
  );
}

describe("a line of text", () => {
  it("tells what an input method composes only once it is whole", () => {
    const change = vi.fn();
    render(<Name onChange={change} />);
    const field = screen.getByLabelText<HTMLInputElement>("Name");
    const compose = (text: string) => {
      fireEvent.compositionUpdate(field, { data: text });
      field.setSelectionRange(0, 0);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(field, text);
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, data: text }));
    };
    fireEvent.compositionStart(field);
    compose("c");
    compose("cai'wu");
    expect(change).not.toHaveBeenCalled();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(field, "财务");
    fireEvent.compositionEnd(field, { data: "财务" });
    expect(change.mock.calls).toEqual([["财务"]]);
    expect(field.value).toBe("财务");
  });
});

describe("a whole number", () => {
  it.each([
    ["40", 40],
    [" 1,024 ", 1024],
    ["1 024", 1024],
    ["1.024", 1024],
    ["４０", 40],
    ["1.5", null],
    ["1,0", null],
    ["-5", null],
    ["", null],
    ["40 GiB", null],
    ["9999999999", null],
  ])("reads %j as %s", (text, number) => {
    expect(wholeNumber(text)).toBe(number);
  });

  it("is shown as the language writes it, and keeps what is typed while it is typed", async () => {
    render(<Size />);
    const field = screen.getByLabelText<HTMLInputElement>("Size");
    expect(field.value).toBe("1,024");
    await userEvent.clear(field);
    await userEvent.type(field, "2048");
    expect(field.value).toBe("2048");
    await userEvent.tab();
    expect(field.value).toBe("2,048");
  });

  it("names its lower bound, and says what is wrong with a number below it", async () => {
    render(<Size />);
    const field = screen.getByLabelText<HTMLInputElement>("Size");
    const described = () => field.getAttribute("aria-describedby")!.split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(described()).toEqual(["≥ 40"]);
    await userEvent.clear(field);
    await userEvent.type(field, "20");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(described()).toEqual(["≥ 40", "Type at least 40 GiB."]);
  });

  it("goes up and down by keys, within its bounds", async () => {
    const change = vi.fn();
    render(<Size onChange={change} />);
    await userEvent.type(screen.getByLabelText("Size"), "{ArrowUp}{ArrowDown}{ArrowDown}");
    expect(change.mock.calls).toEqual([[1025], [1024], [1023]]);
  });
});

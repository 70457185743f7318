import { useState } from "react";
import { IconButton } from "./IconButton";
import { TextField, type TextFieldProps } from "./TextField";

type Props = Omit<TextFieldProps, "type" | "trailing" | "mono" | "autoComplete"> & { show: string; hide: string };

/** A secret on its way in: dots unless one asks to see it, kept out of the history of the web view. */
export function SecretField({ show, hide, ...field }: Props) {
  const [seen, setSeen] = useState(false);
  return (
    <TextField
      {...field}
      mono
      type={seen ? "text" : "password"}
      autoComplete="off"
      trailing={<IconButton icon={seen ? "eyeOff" : "eye"} size="small" label={seen ? hide : show} aria-pressed={seen} onClick={() => setSeen(!seen)} />}
    />
  );
}

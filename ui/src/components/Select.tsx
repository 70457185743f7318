import { CSPProvider } from "@base-ui/react/csp-provider";
import { Select as Base } from "@base-ui/react/select";
import { CloudText } from "./CloudText";
import { Icon } from "./Icon";
import styles from "./Select.module.css";

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  /** More about it, in grey. */
  hint?: string;
}

export interface SelectProps<T extends string> {
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  /** Accessible name; or give `id` and a label element. */
  label?: string;
  id?: string;
  size?: "regular" | "large";
  disabled?: boolean;
  invalid?: boolean;
  /** The id of the line under it. */
  describedBy?: string | undefined;
  className?: string;
}

/** One of a list. Brings Base UI with it: for pages that are loaded later, not for the first one. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { value, options, onChange, label, id, size = "regular", disabled = false, invalid = false, describedBy, className = "" } = props;
  const current = options.find((option) => option.value === value);
  return (
    <CSPProvider disableStyleElements>
      <Base.Root
        value={value}
        disabled={disabled}
        modal={false}
        onValueChange={(next) => {
          if (next !== null) onChange(next);
        }}
      >
        <Base.Trigger id={id} aria-label={label} aria-invalid={invalid || undefined} aria-describedby={describedBy} className={`${styles.trigger} ${size === "large" ? styles.large : ""} ${className}`}>
          <span className="trunc">
            <CloudText text={current?.label ?? value} />
          </span>
          <Icon name="chevron" size="small" className={styles.chevron} />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false} collisionPadding={8}>
            <Base.Popup className={styles.popup}>
              <Base.List className={styles.list}>
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} label={option.label} className={styles.item}>
                    <Base.ItemText className="trunc">
                      <CloudText text={option.label} />
                    </Base.ItemText>
                    {option.hint && (
                      <span className={styles.hint}>
                        <CloudText text={option.hint} />
                      </span>
                    )}
                    {option.value === value && <Icon name="check" size="small" className={styles.check} />}
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </CSPProvider>
  );
}

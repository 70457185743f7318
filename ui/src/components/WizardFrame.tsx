import type { ReactNode, Ref } from "react";
import type { Account } from "../backend/bindings/types";
import { leave, type Route } from "../route";
import { Button } from "./Button";
import { WizardHead } from "./WizardHead";
import { useToastLift } from "./useToastLift";
import styles from "./Wizard.module.css";

/** Height of the last row, as its style sheet has it. */
const FOOT = 56;

export interface WizardPlace {
  title: string;
  account: Account | undefined;
  regionId: string;
  /** The words of the way out. */
  cancel: string;
  /** Where it leads when nothing was shown before. */
  to: Route;
}

interface FrameProps extends WizardPlace {
  ref?: Ref<HTMLDivElement>;
  /** Beside the title: how far one is, or what it is about. */
  head?: ReactNode;
  /** Beside the way out. */
  foot?: ReactNode;
  children: ReactNode;
}

/** The frame of a page on which something is prepared: what is made and where, and the way out. */
export function WizardFrame({ ref, title, account, regionId, cancel, to, head, foot, children }: FrameProps) {
  useToastLift(FOOT);
  return (
    <div className={styles.wizard} ref={ref}>
      <WizardHead title={title} account={account} regionId={regionId}>
        {head}
      </WizardHead>
      {children}
      <footer className={styles.foot}>
        <Button variant="quiet" size="large" className={styles.first ?? ""} onClick={() => leave(to)}>
          {cancel}
        </Button>
        {foot}
      </footer>
    </div>
  );
}

interface FormProps extends Omit<FrameProps, "foot"> {
  /** What is scrolled. */
  main?: Ref<HTMLDivElement>;
  side: ReactNode;
  /** What is wrong, or what the last button does. */
  say: ReactNode;
  /** The ways on. */
  buttons: ReactNode;
}

/** The form itself, with what is to be known beside it. */
export function WizardForm({ main, side, say, buttons, children, ...frame }: FormProps) {
  return (
    <WizardFrame
      {...frame}
      foot={
        <>
          <span className={styles.say} role="status">
            {say}
          </span>
          {buttons}
        </>
      }
    >
      <div className={styles.body}>
        <div className={styles.main} ref={main}>
          {children}
        </div>
        {side}
      </div>
    </WizardFrame>
  );
}

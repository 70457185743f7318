import { Component, type ErrorInfo, type ReactNode } from "react";
import { i18next } from "../i18n";
import { Button } from "../components/Button";
import { StatusShape } from "../components/Status";
import styles from "./PageBoundary.module.css";

/** Keeps a mistake in one page from taking the window with it. Keyed by its page: another page is another try. */
export class PageBoundary extends Component<{ children: ReactNode }, { stopped: boolean }> {
  override state = { stopped: false };

  static getDerivedStateFromError() {
    return { stopped: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // The log of the web view is where the person who mends it looks; nothing of the cloud is in it.
    // eslint-disable-next-line no-console
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.stopped) return this.props.children;
    return (
      <div className={styles.stopped} role="alert">
        <div className="line">
          <StatusShape tone="bad" />
          <h1 className="strong">{i18next.t("shell:crash.title")}</h1>
        </div>
        <p className="muted">{i18next.t("shell:crash.text")}</p>
        <Button onClick={() => location.reload()}>{i18next.t("shell:crash.reload")}</Button>
      </div>
    );
  }
}

import "i18next";
import type accounts from "./en-US/accounts";
import type common from "./en-US/common";
import type findings from "./en-US/findings";
import type image from "./en-US/image";
import type jobs from "./en-US/jobs";
import type problems from "./en-US/problems";
import type settings from "./en-US/settings";
import type shell from "./en-US/shell";
import type snapshots from "./en-US/snapshots";
import type welcome from "./en-US/welcome";

/** Words whose values come from the core: which ones a sentence needs is not known here. */
type Open<T> = { readonly [K in keyof T]: T[K] extends string ? string : Open<T[K]> };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      accounts: typeof accounts;
      common: typeof common;
      findings: Open<typeof findings>;
      image: typeof image;
      jobs: typeof jobs;
      problems: Open<typeof problems>;
      settings: typeof settings;
      shell: typeof shell;
      snapshots: typeof snapshots;
      welcome: typeof welcome;
    };
  }
}

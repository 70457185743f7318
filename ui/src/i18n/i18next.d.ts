import "i18next";
import type accounts from "./en-US/accounts";
import type addressBook from "./en-US/addressBook";
import type change from "./en-US/change";
import type compare from "./en-US/compare";
import type common from "./en-US/common";
import type deletion from "./en-US/deletion";
import type desktop from "./en-US/desktop";
import type details from "./en-US/details";
import type exports from "./en-US/exports";
import type findings from "./en-US/findings";
import type grid from "./en-US/grid";
import type image from "./en-US/image";
import type imageEdit from "./en-US/imageEdit";
import type imageCheck from "./en-US/imageCheck";
import type images from "./en-US/images";
import type instances from "./en-US/instances";
import type jobs from "./en-US/jobs";
import type journal from "./en-US/journal";
import type launch from "./en-US/launch";
import type presence from "./en-US/presence";
import type ossExport from "./en-US/ossExport";
import type problems from "./en-US/problems";
import type proof from "./en-US/proof";
import type recipes from "./en-US/recipes";
import type replace from "./en-US/replace";
import type settings from "./en-US/settings";
import type shell from "./en-US/shell";
import type snapshotOrder from "./en-US/snapshotOrder";
import type snapshots from "./en-US/snapshots";
import type spread from "./en-US/spread";
import type sync from "./en-US/sync";
import type welcome from "./en-US/welcome";

/** Words whose values come from the core: which ones a sentence needs is not known here. */
type Open<T> = { readonly [K in keyof T]: T[K] extends string ? string : Open<T[K]> };

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      accounts: typeof accounts;
      addressBook: typeof addressBook;
      change: typeof change;
      compare: typeof compare;
      common: typeof common;
      deletion: typeof deletion;
      desktop: typeof desktop;
      details: typeof details;
      exports: typeof exports;
      findings: Open<typeof findings>;
      grid: typeof grid;
      image: typeof image;
      imageEdit: typeof imageEdit;
      imageCheck: typeof imageCheck;
      images: typeof images;
      instances: typeof instances;
      jobs: typeof jobs;
      journal: typeof journal;
      launch: typeof launch;
      presence: typeof presence;
      ossExport: typeof ossExport;
      problems: Open<typeof problems>;
      proof: typeof proof;
      recipes: typeof recipes;
      replace: typeof replace;
      settings: typeof settings;
      shell: typeof shell;
      snapshotOrder: typeof snapshotOrder;
      snapshots: typeof snapshots;
      spread: typeof spread;
      sync: typeof sync;
      welcome: typeof welcome;
    };
  }
}

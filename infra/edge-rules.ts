import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { PAGE_ROUTES } from '../shared/http/page-routes.ts';
import type { Stage } from './stage.ts';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

/** The stretch in which requests of an address are counted. */
const WINDOW_SECONDS = 300;
/** Of what a route that is open to anybody takes from everybody, one address may take a tenth. */
const SHARE_OF_OPEN = 1 / 10;
/** Of what the API takes from everybody, one address may take a fifth: a practice with all its devices has one. */
const SHARE_OF_ALL = 1 / 5;

/**
 * What the edge refuses before it reaches the API, in this order: floods of one address, and what AWS's own rules take
 * for an attack.
 */
export function edgeRules({ throttle, openThrottle }: Stage): Rule[] {
  const open = { orStatement: { statements: openPaths().map(pathStatement) } };
  return [
    floodRule('open-routes', 0, openThrottle.rateLimit * SHARE_OF_OPEN, open),
    floodRule('all-routes', 1, throttle.rateLimit * SHARE_OF_ALL),
    commonRules(2),
  ];
}

/** Measured by rule; no request is kept as a sample, since the address of a journal is a secret. */
export const measured = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});

function floodRule(name: string, priority: number, aSecond: number, scopeDownStatement?: Statement): Rule {
  return {
    name,
    priority,
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        evaluationWindowSec: WINDOW_SECONDS,
        limit: aSecond * WINDOW_SECONDS,
        ...(scopeDownStatement && { scopeDownStatement }),
      },
    },
    action: {
      block: {
        customResponse: {
          responseCode: 429,
          responseHeaders: [{ name: 'retry-after', value: String(WINDOW_SECONDS) }],
        },
      },
    },
    visibilityConfig: measured(name),
  };
}

/** AWS's managed common rules; what they would refuse of ours is counted only. */
function commonRules(priority: number): Rule {
  const counted = [
    // More than 8 KB: a batch of 500 records is longer, and functions have limits of their own.
    'SizeRestrictions_BODY',
    // A practice system need not say what it is.
    'NoUserAgent_HEADER',
  ];
  return {
    name: 'common',
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: 'AWSManagedRulesCommonRuleSet',
        ruleActionOverrides: counted.map((name) => ({ name, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: measured('common'),
  };
}

/** The paths of pages that nobody has to be signed in for, as far as they are the same for everybody. */
export function openPaths(): { path: string; isWhole: boolean }[] {
  const open = Object.entries(PAGE_ROUTES).filter(([, { may }]) => may === 'anybody');
  const found = new Map(
    open.map(([key]) => {
      const template = key.slice(key.indexOf(' ') + 1);
      const [path] = template.split('{') as [string];
      return [path, { path, isWhole: path === template }] as const;
    }),
  );
  return [...found.values()];
}

function pathStatement({ path, isWhole }: { path: string; isWhole: boolean }): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: isWhole ? 'EXACTLY' : 'STARTS_WITH',
      searchString: path,
      // Routes match what was written, letter by letter.
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

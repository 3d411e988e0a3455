import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { edgeRules, measured } from './edge-rules.ts';
import type { EdgeSettings } from './edge-settings.ts';
import type { Stage } from './stage.ts';

/** Where CloudFront takes firewalls from, wherever the API is. */
const EDGE_REGION = 'us-east-1';
const FIREWALL_OUTPUT = 'FirewallArn';
/** AWS WAF writes only to groups whose names begin so. */
const LOG_PREFIX = 'aws-waf-logs-';

/** The firewall of the edge, in the one region that CloudFront takes one from; the rest of the edge is with the API. */
export class EdgeStack extends Stack {
  readonly settings: EdgeSettings;

  constructor(scope: Construct, id: string, { stage, settings }: { stage: Stage; settings: EdgeSettings }) {
    super(scope, id, {
      description: `Firewall of massage-outcomes, stage ${stage.name}`,
      env: { region: EDGE_REGION },
    });
    this.settings = settings;
    const firewall = new CfnWebACL(this, 'firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: edgeRules(stage),
      visibilityConfig: measured('firewall'),
    });
    const log = new LogGroup(this, 'firewall-log', {
      logGroupName: `${LOG_PREFIX}${stage.prefix}`,
      // It holds addresses of those who were refused, which are for whoever looks into it now.
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'firewall-logging', {
      resourceArn: firewall.attrArn,
      logDestinationConfigs: [
        this.formatArn({
          service: 'logs',
          resource: `log-group:${LOG_PREFIX}${stage.prefix}`,
        }),
      ],
      loggingFilter: REFUSED_ONLY,
      // A journal's address opens it, a cookie or a token is somebody's session, and a page's address names a client.
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        ...['authorization', 'cookie', 'referer'].map((name) => ({ singleHeader: { Name: name } })),
      ],
    }).node.addDependency(log);
    new CfnOutput(this, FIREWALL_OUTPUT, { value: firewall.attrArn });
  }

  /** The firewall's ARN, for a stack of any region. */
  firewallArnElsewhere(): string {
    return Fn.getStackOutput(this.stackName, FIREWALL_OUTPUT, EDGE_REGION);
  }
}

const REFUSED_ONLY = {
  DefaultBehavior: 'DROP',
  Filters: [
    {
      Behavior: 'KEEP',
      Requirement: 'MEETS_ANY',
      Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
    },
  ],
};

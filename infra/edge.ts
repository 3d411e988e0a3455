import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  type ErrorResponse,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EDGE_HEADER } from '../shared/http/behind-edge.ts';
import type { EdgeSettings } from './edge-settings.ts';
import { HTTP_TIMEOUT } from './http-timeout.ts';

/**
 * The statuses that CloudFront would keep and show to others for ten seconds, whatever the answer says of it: one
 * person's refusal is not the next one's.
 */
const KEPT_STATUSES = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

export type EdgeProps = {
  settings: EdgeSettings;
  key: IKey;
  firewallArn: string;
  /** Where the API is, without a trailing slash. */
  apiEndpoint: string;
  /** What answers over HTTP: only by way of the edge from now on. */
  functions: readonly LambdaFunction[];
};

/**
 * What stands in front of the API, where a deployment asks for it: a distribution that keeps nothing, hands everything
 * on but the host, and adds no header to answers, which have all that they need.
 */
export class Edge extends Construct {
  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { settings, firewallArn, apiEndpoint, functions } = props;
    const secret = this.addSecret(props);
    for (const each of functions) each.addEnvironment('EDGE_SECRET', secret);
    const distribution = new Distribution(this, 'distribution', {
      comment: `The edge of ${settings.domain}`,
      domainNames: [settings.domain],
      certificate: Certificate.fromCertificateArn(this, 'certificate', settings.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: firewallArn,
      defaultBehavior: {
        origin: new HttpOrigin(Fn.select(2, Fn.split('/', apiEndpoint)), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          // A second more than functions have.
          readTimeout: Duration.seconds(HTTP_TIMEOUT.toSeconds() + 1),
          customHeaders: { [EDGE_HEADER]: secret },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
      errorResponses: KEPT_STATUSES.map(
        (httpStatus): ErrorResponse => ({ httpStatus, ttl: Duration.seconds(0) }),
      ),
    });
    Validations.of(distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'Clients open their journals wherever they are.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          "CloudFront's log would hold addresses of people and of journals, which open them; the API logs who asked for which route.",
      },
    );
    new CfnOutput(Stack.of(this), 'EdgeTarget', { value: distribution.distributionDomainName });
  }

  /** What the distribution shows to the functions, and nobody else knows. @returns where CloudFormation puts it in */
  private addSecret({ settings, key }: EdgeProps): string {
    const secret = new Secret(this, `secret-${settings.secretNumber}`, {
      description: `What the edge of ${settings.domain} shows to the API`,
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Both who know it are deployed with it: another edgeSecret in the context is another secret.',
    });
    // In the settings of the distribution it stands in clear: those of the functions are no worse a place.
    return secret.secretValue.unsafeUnwrap();
  }
}

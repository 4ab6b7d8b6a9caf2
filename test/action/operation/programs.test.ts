import { describe, expect, it } from "vitest";
import { CLONE, CONFIG, CWD, operationsIn } from "./support.ts";

const REPO = "repos/acme/app";
const ARN = "arn:aws:ecs:eu-west-1:123456789012:service/c/staging-api";

describe("gh and glab", () => {
  it.each([
    ["gh pr view 12", `read on ${REPO}/pull-requests/12`],
    ["gh pr diff 12 -R o/r", "read on repos/o/r/pull-requests/12"],
    ["gh pr view https://github.com/o/r/pull/9", "read on repos/o/r/pull-requests/9"],
    ["gh pr comment 12 --body 'gh pr merge'", `comment on ${REPO}/pull-requests/12`],
    ["gh pr review 12 --comment -b x", `comment on ${REPO}/pull-requests/12`],
    ["gh pr review 12 --approve", `approve on ${REPO}/pull-requests/12`],
    ["gh pr merge 12 --squash", `merge on ${REPO}/pull-requests/12`],
    ["gh pr create --fill", `pull-request on ${REPO}/pull-requests/?`],
    ["gh issue comment 3 -b x", `comment on ${REPO}/issues/3`],
    ["gh issue close 3", `issue on ${REPO}/issues/3`],
    ["gh release create v1", `release on ${REPO}/releases/v1`],
    ["gh release list", `read on ${REPO}/releases/?`],
    ["gh repo delete o/r --yes", "delete on repos/o/r"],
    ["gh repo clone o/r", "read on repos/o/r"],
    ["gh repo edit --visibility public", `admin on ${REPO}`],
    ["gh workflow run deploy.yml", `workflow on ${REPO}/workflows/deploy.yml`],
    ["gh secret set TOKEN", `secret on ${REPO}`],
    ["gh auth token", `auth on ${REPO}`],
    ["gh shipit now", `? on ${REPO}`],
    ["gh constructor now", `? on ${REPO}`],
    ["GH_REPO=o/r gh pr merge 1", "merge on repos/?/?/pull-requests/1"],
    ["glab mr note 7 -m x", `comment on ${REPO}/pull-requests/7`],
    ["glab mr merge 7", `merge on ${REPO}/pull-requests/7`],
  ])("%s", (line, operation) => expect(operationsIn(line)).toEqual([`git:${operation}`]));

  it.each([
    ["gh api repos/o/r/pulls", "read on repos/o/r/pull-requests/?"],
    ["gh api repos/{owner}/{repo}/issues", `read on ${REPO}/issues/?`],
    ["gh api repos/o/r/pulls/3/comments -f body=x", "comment on repos/o/r/pull-requests/3"],
    ["gh api repos/o/r/issues/3/comments -f body=x", "comment on repos/o/r/pull-requests/3"],
    ["gh api -X PUT repos/o/r/pulls/3/merge", "merge on repos/o/r/pull-requests/3"],
    ["gh api -X DELETE /repos/o/r", "delete on repos/o/r"],
    ["gh api -X PATCH repos/o/r -f private=false", "admin on repos/o/r"],
    [
      "gh api repos/o/r/actions/workflows/d.yml/dispatches -f ref=main",
      "workflow on repos/o/r/workflows/d.yml",
    ],
    ["gh api user", "read on api/user"],
    ["gh api graphql -f query='query { viewer { login } }'", "read on api/graphql"],
    ["gh api graphql -f query='mutation { x }'", "api on api/graphql"],
    ["gh api graphql -f query=@file", "api on api/graphql"],
  ])("%s", (line, operation) => expect(operationsIn(line)).toEqual([`git:${operation}`]));

  it("a review by the API may approve unless it says that it comments", () => {
    const on = "on repos/o/r/pull-requests/3";
    expect(operationsIn("gh api repos/o/r/pulls/3/reviews --input f")).toEqual([
      `git:comment ${on}`,
      `git:approve ${on}`,
    ]);
    expect(operationsIn("gh api repos/o/r/pulls/3/reviews -f event=COMMENT")).toEqual([
      `git:comment ${on}`,
    ]);
  });

  it("writes files and refs by the API as a forced push does", () => {
    expect(operationsIn("gh api -X PUT repos/o/r/contents/x -f message=m")).toEqual([
      "git:push on repos/o/r/branches/?",
      "git:force-push on repos/o/r/branches/?",
    ]);
  });

  it.each(["gh --version", "gh help pr", "gh"])("%s is no operation", (line) =>
    expect(operationsIn(line)).toEqual([]),
  );
});

describe("aws", () => {
  it.each([
    [
      "aws ecs update-service --cluster c --service staging-api --region eu-west-1",
      "ecs:UpdateService on arn:aws:ecs:eu-west-1:?:service/staging-api",
    ],
    [
      "aws --region eu-west-1 ecs update-service --service=staging-api",
      "ecs:UpdateService on arn:aws:ecs:eu-west-1:?:service/staging-api",
    ],
    ["aws ecs update-service --service $S", "ecs:UpdateService on arn:aws:ecs:?:?:?"],
    ["aws ecs update-service --cluster c", "ecs:UpdateService on arn:aws:ecs:?:?:cluster/c"],
    [
      "aws ecs update-service --service staging-api $MORE",
      "ecs:UpdateService on arn:aws:ecs:?:?:?",
    ],
    [
      "aws ecs update-service --service 'x:service/staging-y'",
      "ecs:UpdateService on arn:aws:ecs:?:?:service/?",
    ],
    [`aws ecs update-service --service ${ARN}`, `ecs:UpdateService on ${ARN}`],
    ["aws s3 ls", "s3:ListBucket on arn:aws:s3:::?"],
    ["aws s3 rm s3://b/k", "s3:DeleteObject on arn:aws:s3:::b/k"],
    ["aws s3 rm s3://b --recursive", "s3:DeleteObject on arn:aws:s3:::b/?"],
    ["aws s3 cp f s3://b/k/", "s3:PutObject on arn:aws:s3:::b/k/?"],
    ["aws s3 cp s3://b/k .", "s3:GetObject on arn:aws:s3:::b/k"],
    ["aws s3api put-object --bucket b --key k --body f", "s3:PutObject on arn:aws:s3:::b/k"],
    ["aws iam delete-user --user-name u", "iam:DeleteUser on arn:aws:iam::?:user/u"],
    [
      "aws lambda invoke --function-name f out.json",
      "lambda:InvokeFunction on arn:aws:lambda:?:?:function:f",
    ],
    [
      "aws rds delete-db-instance --db-instance-identifier d --skip-final-snapshot",
      "rds:DeleteDbInstance on arn:aws:rds:?:?:db:d",
    ],
    [
      "aws dynamodb delete-table --table-name t",
      "dynamodb:DeleteTable on arn:aws:dynamodb:?:?:table/t",
    ],
    [
      "aws secretsmanager get-secret-value --secret-id s",
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:?:?:secret:s",
    ],
    [
      "aws ssm get-parameter --name /a/b --with-decryption",
      "ssm:GetParameter on arn:aws:ssm:?:?:parameter/a/b",
    ],
    [
      "aws sns delete-topic --topic-arn arn:aws:sns:eu-west-1:1:t",
      "sns:DeleteTopic on arn:aws:sns:eu-west-1:1:t",
    ],
    [
      "aws cloudformation delete-stack --stack-name s",
      "cloudformation:DeleteStack on arn:aws:cloudformation:?:?:stack/s",
    ],
    ["aws ecr get-login-password", "ecr:GetAuthorizationToken on arn:aws:ecr:?:?:?"],
    ["aws $SERVICE list", "?:List on arn:aws:?:?:?:?"],
    ["aws constructor list", "constructor:List on arn:aws:constructor:?:?:?"],
  ])("%s", (line, operation) => expect(operationsIn(line)).toEqual([`aws:${operation}`]));

  it("names every resource of a plural option", () => {
    expect(operationsIn("aws ecs describe-services --services a b --cluster c")).toEqual([
      "aws:ecs:DescribeServices on arn:aws:ecs:?:?:service/a",
      "aws:ecs:DescribeServices on arn:aws:ecs:?:?:service/b",
    ]);
  });

  it("moves an object by reading, writing and deleting", () => {
    expect(operationsIn("aws s3 mv s3://a/x s3://b/x")).toEqual([
      "aws:s3:GetObject on arn:aws:s3:::a/x",
      "aws:s3:PutObject on arn:aws:s3:::b/x",
      "aws:s3:DeleteObject on arn:aws:s3:::a/x",
    ]);
  });

  it.each(["aws --version", "aws help", "aws ecs help"])("%s is no operation", (line) =>
    expect(operationsIn(line)).toEqual([]),
  );
});

describe("other programs", () => {
  it.each([
    ["kubectl -n prod delete pod x", "kubectl:delete on clusters/?/namespaces/prod/pods/x"],
    [
      "kubectl --context eu delete deploy/x -n a",
      "kubectl:delete on clusters/eu/namespaces/a/deployments/x",
    ],
    ["kubectl apply -f x.yaml", "kubectl:apply on clusters/?/namespaces/?/?"],
    ["kubectl get pods -A", "kubectl:get on clusters/?/namespaces/?/pods/?"],
    [
      "kubectl rollout restart deployment/api",
      "kubectl:rollout-restart on clusters/?/namespaces/?/deployments/api",
    ],
    ["kubectl logs web-1", "kubectl:logs on clusters/?/namespaces/?/pods/web-1"],
    ["kubectl delete pod $POD", "kubectl:delete on clusters/?/namespaces/?/?"],
    [
      "helm -n prod upgrade api ./chart --install",
      "helm:upgrade on clusters/?/namespaces/prod/releases/api",
    ],
    ["docker push acme/app:1", "docker:push on docker.io/acme/app:1"],
    ["docker image push registry.example.com/app", "docker:push on registry.example.com/app"],
    ["docker run --rm -it -v /x:/y nginx", "docker:run on docker.io/library/nginx"],
    ["docker ps -a", "docker:ps on containers/?"],
    ["docker rm -f web", "docker:rm on containers/web"],
    ["docker compose -f c.yml up -d", "docker:compose-up on ?"],
    ["TF_WORKSPACE=prod terraform apply", "terraform:apply on workspaces/prod"],
    ["tofu -chdir=infra plan", "terraform:plan on workspaces/?"],
    ["terraform workspace select prod", "terraform:workspace-select on workspaces/prod"],
    ["pulumi up -s acme/prod", "pulumi:up on stacks/acme/prod"],
    ["npm publish", "npm:publish on packages/?"],
    ["npm dist-tag add app@1 latest", "npm:dist-tag on packages/app"],
    ["yarn npm publish", "npm:publish on packages/?"],
    ["ssh -i key deploy@web1.example.com", "ssh:connect on hosts/web1.example.com"],
    ["scp -r dist web1:/srv", "ssh:copy on hosts/web1"],
    ["rsync -a dist/ u@web1:/srv", "ssh:copy on hosts/web1"],
    [
      "psql -h db.example.com -U me shop",
      "database:connect on hosts/db.example.com/databases/shop",
    ],
    [
      "psql postgres://u:p@db.example.com:5432/shop?x=1",
      "database:connect on hosts/db.example.com/databases/shop",
    ],
  ])("%s", (line, operation) => expect(operationsIn(line)).toEqual([operation]));

  it.each([
    ["kubectl delete ns prod -n staging", "kubectl:delete on clusters/?/namespaces/prod"],
    ["kubectl drain node-1", "kubectl:drain on clusters/?/nodes/node-1"],
    [
      "kubectl create clusterrolebinding x --clusterrole admin",
      "kubectl:create on clusters/?/clusterrolebindings/x",
    ],
    [
      "kubectl -n a delete --raw /api/v1/namespaces/b/pods/x",
      "kubectl:delete on clusters/?/namespaces/?/?",
    ],
    [
      "kubectl --context dev --cluster prod -n a delete pod x",
      "kubectl:delete on clusters/?/namespaces/a/pods/x",
    ],
    ["kubectl -n a cp b/web:/etc/x .", "kubectl:cp on clusters/?/namespaces/?/pods/?"],
    ["kubectl config use-context prod", "kubectl:config-use-context on clusters/?/namespaces/?/?"],
    ["ssh -o HostName=prod staging", "ssh:connect on hosts/?"],
    ["ssh -F other staging", "ssh:connect on hosts/?"],
    ["ssh -o StrictHostKeyChecking=no staging", "ssh:connect on hosts/staging"],
    ["psql -h staging -d 'host=prod dbname=x'", "database:connect on hosts/?/databases/?"],
    ["gh repo delete app --yes", "git:delete on repos/?/?"],
    ["gh api -X DELETE repos/a/b/../../o/r", "git:api on api/?"],
    ["export GH_REPO=o/r; gh pr merge 1", "git:merge on repos/?/?/pull-requests/1"],
  ])("%s does not pass for something else", (line, operation) =>
    expect(operationsIn(line)).toEqual([operation]),
  );

  it("counts each value of an option that is given twice or cut short", () => {
    const line = "aws ecs update-service --service staging-a --servic prod-a";
    expect(operationsIn(line)).toEqual(
      ["staging-a", "prod-a"].map(
        (each) => `aws:ecs:UpdateService on arn:aws:ecs:?:?:service/${each}`,
      ),
    );
  });

  it("pushes by a build that says so", () => {
    const line = "docker buildx build --push -t registry.example.com/app:1 .";
    expect(operationsIn(line)).toEqual([
      "docker:build on registry.example.com/app:1",
      "docker:push on registry.example.com/app:1",
    ]);
    expect(operationsIn("docker build -t registry.example.com/app:1 .")).toEqual([
      "docker:build on registry.example.com/app:1",
    ]);
  });

  it("knows the remote that gh has been told of, and of several none", () => {
    const fork = `${CONFIG}[remote "upstream"]\n\turl = git@github.com:o/r\n`;
    const merge = (config: string) =>
      operationsIn("gh pr merge 1", { ...CLONE, [`${CWD}/.git/config`]: config });
    expect(merge(fork)).toEqual(["git:merge on repos/?/?/pull-requests/1"]);
    expect(merge(`${fork}\tgh-resolved = base\n`)).toEqual([
      "git:merge on repos/o/r/pull-requests/1",
    ]);
  });

  it("deletes by terraform's apply what destroy would", () => {
    expect(operationsIn("terraform apply -destroy")).toEqual([
      "terraform:destroy on workspaces/?",
      "terraform:apply on workspaces/?",
    ]);
  });

  it.each([
    [
      "terraform apply",
      `${CWD}/.terraform/environment`,
      "staging\n",
      "terraform:apply on workspaces/staging",
    ],
    [
      "npm publish",
      `${CWD}/package.json`,
      '{"name":"@acme/app"}',
      "npm:publish on packages/@acme/app",
    ],
  ])("%s reads what the disk says", (line, ...[path, text, operation]) => {
    expect(operationsIn(line, { ...CLONE, [path]: text })).toEqual([operation]);
  });

  it("does not know the workspace that the same line chooses", () => {
    const files = { [`${CWD}/.terraform/environment`]: "staging" };
    expect(operationsIn("terraform workspace select prod; terraform apply", files)).toContain(
      "terraform:apply on workspaces/?",
    );
  });

  it.each([
    "npm install",
    "npm run build",
    "terraform fmt",
    "terraform validate",
    "helm template x",
    "kubectl version",
    "docker version",
    "rsync -a a/ b/",
    "scp a b",
    "pulumi version",
  ])("%s is no operation", (line) => expect(operationsIn(line)).toEqual([]));
});

/** How a cmdlet reads its arguments. */
export interface Cmdlet {
  /** In lower case. */
  readonly name: string;
  readonly switches: readonly string[];
  readonly valued: readonly string[];
  /** Valued parameters that may be given without their names, in order. */
  readonly positional: readonly string[];
}

/** Name, switches, valued parameters, positional ones; the first of several that a short form may mean stands first. */
const CMDLETS = `
remove-item|Recurse Force|Filter Include Exclude Stream|Path
get-content|Raw Wait AsByteStream Force|TotalCount Tail ReadCount Delimiter Encoding Filter Include Exclude Stream First Last Head|Path
set-content|NoNewline Force AsByteStream|Encoding Filter Include Exclude Stream|Path Value
add-content|NoNewline Force AsByteStream|Encoding Filter Include Exclude Stream|Path Value
clear-content|Force|Filter Include Exclude|Path
out-file|Append NoClobber Force NoNewline|Encoding Width InputObject|FilePath
tee-object|Append|Variable InputObject Encoding|FilePath
export-csv|NoTypeInformation Append Force|Delimiter Encoding InputObject|Path
import-csv||Delimiter Header Encoding|Path
copy-item|Recurse Force Container|Filter Include Exclude ToSession FromSession|Path Destination
move-item|Force|Filter Include Exclude|Path Destination
rename-item|Force||Path NewName
new-item|Force|ItemType Name Value|Path Target
get-childitem|Recurse Force Name Directory File Hidden ReadOnly System FollowSymlink|Include Exclude Depth Attributes|Path Filter
get-item|Force|Filter Include Exclude Stream|Path
test-path|IsValid|PathType Filter Include Exclude|Path
resolve-path|Relative||Path
get-filehash||Algorithm|Path
get-acl|||Path
set-acl||AclObject|Path
select-string|CaseSensitive SimpleMatch Quiet List NotMatch AllMatches Raw NoEmphasis|Include Exclude Context Encoding Culture InputObject|Pattern Path
set-location|PassThru||Path
push-location|PassThru||Path
pop-location|||
join-path|Resolve||Path ChildPath
split-path|Parent Leaf LeafBase Extension Qualifier|Resolve|Path
invoke-webrequest|UseBasicParsing UseDefaultCredentials SkipCertificateCheck SkipHttpErrorCheck PassThru Resume NoProxy|Method OutFile Body InFile Headers ContentType UserAgent Credential SessionVariable WebSession Proxy TimeoutSec Form Authentication Token MaximumRedirection CustomMethod|Uri
invoke-restmethod|UseBasicParsing UseDefaultCredentials SkipCertificateCheck SkipHttpErrorCheck PassThru Resume NoProxy FollowRelLink|Method OutFile Body InFile Headers ContentType UserAgent Credential SessionVariable WebSession Proxy TimeoutSec Form Authentication Token MaximumRedirection CustomMethod StatusCodeVariable ResponseHeadersVariable|Uri
start-bitstransfer|Asynchronous|Description DisplayName Priority TransferType Credential|Source Destination
invoke-expression|||Command
invoke-command|AsJob HideComputerName NoNewScope SSHTransport|ComputerName Session FilePath Credential Port HostName UserName KeyFilePath VMName ContainerId InputObject ArgumentList|ScriptBlock
start-process|Wait NoNewWindow PassThru UseNewEnvironment LoadUserProfile|Verb WindowStyle WorkingDirectory RedirectStandardOutput RedirectStandardError RedirectStandardInput Credential|FilePath ArgumentList
invoke-item|||Path
foreach-object|Parallel AsJob|MemberName ThrottleLimit InputObject Begin End|Process
where-object|EQ NE GT LT GE LE Like NotLike Match NotMatch Contains In|Property Value InputObject|FilterScript
new-object|Strict|ComObject Property|TypeName ArgumentList
set-alias|Force PassThru|Description Option Scope|Name Value
set-variable|Force PassThru|Description Option Scope Visibility|Name Value
write-output|NoEnumerate||InputObject
set-executionpolicy|Force|Scope|ExecutionPolicy
set-mppreference|Force|DisableRealtimeMonitoring DisableBehaviorMonitoring DisableIOAVProtection DisableScriptScanning DisableIntrusionPreventionSystem DisableBlockAtFirstSeen MAPSReporting SubmitSamplesConsent ExclusionPath ExclusionProcess ExclusionExtension|
add-mppreference|Force|ExclusionPath ExclusionProcess ExclusionExtension|
set-netfirewallprofile|All|Enabled Profile|Name
clear-disk|RemoveData RemoveOEM|FriendlyName|Number
format-volume|Full Force|DriveLetter FileSystem NewFileSystemLabel|
initialize-disk||PartitionStyle|Number
remove-partition||DriveLetter DiskNumber PartitionNumber|
clear-eventlog||ComputerName|LogName
remove-eventlog||ComputerName Source|LogName
limit-eventlog||MaximumSize RetentionDays|LogName
new-service||DisplayName StartupType Description Credential|Name BinaryPathName
stop-service|Force NoWait|DisplayName|Name
set-service||StartupType Status DisplayName|Name
remove-service||DisplayName|Name
stop-process|Force|Name InputObject|Id
new-localuser|NoPassword PasswordNeverExpires|Password FullName Description|Name
add-localgroupmember|||Group Member
register-scheduledtask|Force|Action Trigger TaskPath User Password Principal Settings Xml|TaskName
new-scheduledtaskaction||Argument WorkingDirectory|Execute
set-itemproperty|Force|Type|Path Name Value
new-itemproperty|Force|PropertyType Value|Path Name
remove-itemproperty|Force||Path Name
stop-computer|Force|ComputerName|
restart-computer|Force|ComputerName|
compress-archive|Update Force|CompressionLevel|Path DestinationPath
expand-archive|Force||Path DestinationPath
get-wmiobject|List|Filter Namespace ComputerName Query|Class
get-ciminstance||Filter Namespace ComputerName Query|ClassName
invoke-wmimethod||Path Namespace ComputerName|Class Name ArgumentList
invoke-cimmethod||Arguments Namespace ComputerName|ClassName MethodName
send-mailmessage|UseSsl BodyAsHtml|Attachments From To Subject Body SmtpServer Port Credential|
start-job|||ScriptBlock
measure-command||InputObject|Expression
get-command|All ListImported|Module CommandType Noun Verb TotalCount|Name
out-null|||
out-string|Stream|Width InputObject|
select-object|Unique|First Last Skip Index ExpandProperty ExcludeProperty InputObject|Property
sort-object|Descending Unique|InputObject Culture|Property
`;

const ALIASES =
  "rm ri del erase rd rmdir=remove-item;cat gc type=get-content;sc=set-content;ac=add-content;clc=clear-content;" +
  "tee=tee-object;epcsv=export-csv;ipcsv=import-csv;cp copy cpi=copy-item;mv move mi=move-item;ren rni=rename-item;" +
  "ni=new-item;ls dir gci=get-childitem;gi=get-item;rvpa=resolve-path;sls=select-string;cd chdir sl=set-location;" +
  "pushd=push-location;popd=pop-location;iwr wget curl=invoke-webrequest;irm=invoke-restmethod;iex=invoke-expression;" +
  "icm=invoke-command;saps start=start-process;ii=invoke-item;% foreach=foreach-object;? where=where-object;" +
  "nal new-alias sal=set-alias;set sv new-variable nv=set-variable;echo write=write-output;spsv=stop-service;" +
  "kill spps=stop-process;sp=set-itemproperty;rp=remove-itemproperty;gwmi=get-wmiobject;gcm=get-command;gcim=get-ciminstance;" +
  "iwmi=invoke-wmimethod;icim=invoke-cimmethod;sajb=start-job;select=select-object;sort=sort-object;oh=out-string;" +
  "write-host write-verbose write-warning write-error write-debug write-information=write-output;" +
  "md=mkdir;h history=get-history;gps ps=get-process";

/** Every cmdlet has these. */
export const COMMON_SWITCHES = ["Verbose", "Debug", "WhatIf", "Confirm"] as const;
export const COMMON_VALUED = [
  "ErrorAction",
  "WarningAction",
  "InformationAction",
  "ProgressAction",
  "ErrorVariable",
  "OutVariable",
  "OutBuffer",
  "PipelineVariable",
] as const;

let byName: ReadonlyMap<string, Cmdlet> | undefined;
let byAlias: ReadonlyMap<string, string> | undefined;

/** The cmdlet of that name, in lower case; undefined when we know nothing of it. */
export function findCmdlet(name: string): Cmdlet | undefined {
  byName ??= new Map(
    CMDLETS.trim()
      .split("\n")
      .map((line) => {
        const [cmdlet = "", ...rest] = line.split("|");
        const [switches = [], valued = [], positional = []] = rest.map(toNames);
        return [cmdlet, { name: cmdlet, switches, valued, positional }] as const;
      }),
  );
  return byName.get(name);
}

/** The cmdlet that PowerShell's own alias stands for; a name that is none as it is. */
export function resolveAlias(name: string): string {
  byAlias ??= new Map(
    ALIASES.split(";").flatMap((entry) => {
      const [names = "", target = ""] = entry.split("=");
      return names.split(" ").map((each) => [each, target] as const);
    }),
  );
  return byAlias.get(name) ?? name;
}

function toNames(list: string): readonly string[] {
  return list === "" ? [] : list.split(" ");
}

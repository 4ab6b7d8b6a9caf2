/**
 * The commonest English words and those that attacks on agents are made of, roughly the commonest first: their
 * place tells how likely they are. Names, and what only ever stands in code, are not in it.
 */
export const WORD_LIST = `
the to and you of a in is it that for your i this with on not be are as all have do from will or
an me my we us our can any no by at if was what when so out up now but one who they them their
there then than these those he she his her him its has had been were would should could must may
might shall just only also about into over after before again without within under above below
other every each some more most very here where how why which while until because between against
through during since such same own both few many much too still even ever never always once first
last next new old good great right left long little big high small large different early young
important public private bad able sure real true false free full whole best better least less late
dont doesnt didnt isnt arent wont cant cannot shouldnt mustnt youre youve youll im ive lets users
am did does doing done being having get gets got getting go goes going gone went make makes made
making take takes took taken taking come comes came coming see sees saw seen seeing know knows
knew known knowing think thinks thought say says said saying tell tells told telling ask asks
asked asking give gives gave given giving use uses used using user find finds found finding want
wants wanted need needs needed keep keeps kept keeping let put puts begin begins began start
starts started starting stop stops stopped stopping run runs ran running read reads reading write
writes wrote written writing send sends sent sending show shows showed shown showing try tries
tried trying call calls called calling turn turns turned help helps helped move moves moved play
plays playing leave leaves work works worked working look looks looking set sets setting settings
follow follows followed following change changes changed changing open opens opened opening close
closed enter enters entered pass passed reach return returns returned continue continues become
becomes seem feel mean means happen happens hold holds bring brings brought speak speaks talk
talking listen watch wait waiting answer answers answered answering reply replies replied respond
responds response responses request requests requested require requires required include includes
included including contain contains contained provide provides provided create created add adds
added remove removes removed delete deletes deleted deleting drop erase erases erased wipe destroy
clear clean replace replaces replaced replacing update updates updated ignore ignores ignored
ignoring disregard disregards disregarded disregarding forget forgets forgot forgotten dismiss
neglect discard bypass bypasses bypassing override overrides overriding overridden overrule obey
obeys obeyed refuse refuses refused reveal reveals revealed revealing disclose expose leak leaks
hide hides hidden hiding conceal silent silently secretly quietly secret secrets confidential
sensitive restricted unrestricted instruction instructions instruct instructed directive
directives direction directions guideline guidelines guidance rule rules order orders ordered
policy policies restriction restrictions limit limits limitation limitations constraint
constraints filter filters filtered unfiltered safety safe safeguard safeguards security secure
ethics ethical moral morals law legal illegal harmful dangerous warning warnings warn permission
permissions allow allows allowed approve approves approved approval confirm confirmation consent
authorize authorized authorization authorise authorised access accesses grant grants granted
disable disables disabled enable enabled mode modes developer developers administrator
administrators admin admins root sudo owner operator system systems prompt prompts prompted
message messages assistant assistants agent agents model models chatbot bot bots robot robots
machine human humans person persona people character role roles act acting pretend pretends
pretending imagine assume simulate jailbreak jailbroken dan evil anything everything nothing
something anyone everyone someone nobody somebody whatever whoever previous previously prior
earlier former past initial original existing preceding foregoing current currently password
passwords passphrase credential credentials token tokens key keys api ssh env environment variable
variables config configuration account accounts login logins cookie cookies session sessions
certificate wallet bank money payment payments transfer transfers transaction transactions card
credit number numbers address addresses email emails mail mails inbox phone name names customer
customers client clients employee employees company list lists database databases table tables
record records file files folder folders directory directories document documents page pages web
website site sites link links url urls image images picture text texts word words line lines
sentence paragraph content contents data information info details report reports log logs logged
backup backups history memory cache code codes source script scripts command commands shell
terminal bash program programs software application app apps tool tools function functions plugin
package packages install installs installed installer installing download downloads downloading
upload uploads uploaded uploading export import forward forwards forwarding post posts posting
publish publishes push pushes pull fetch fetches execute executes executed executing execution
perform performs launch trigger invoke exfiltrate steal steals copy copies copying paste print
prints printing output outputs input repeat repeats repeating summarise summarize summary
translate translation translator explain describe encode encoded decode decoded base hex attach
append insert inject injection malware virus backdoor exploit hack hacker hacking attack attacks
attacker attackers phishing payload webhook endpoint server servers host hosts network internet
external internal remote local production cloud bucket repository repositories repo branch commit
commits merge project projects issue issues comment comments ticket tickets review reviews
reviewer test tests testing build deploy deployment release task tasks job jobs goal goals purpose
mission objective plan step steps action actions question questions conversation conversations
chat game story fiction roleplay scenario example examples case cases time times day days week
month year today tomorrow yesterday immediately instead otherwise however therefore hence please
kindly thanks thank sorry hello hi hey dear note notice attention urgent urgently emergency
critical priority final truth honest honestly exactly precisely directly simply completely
entirely fully freely strictly carefully automatically permanently temporarily instantly
afterwards longer anymore away back down off outside inside along around across near behind upon
toward towards despite although though unless whether except regardless yes ok okay yourself
myself itself themselves ourselves himself world life man men woman women child children way thing
things part parts place home house hand hands head eye eyes side end ends kind type types form
forms group groups point points area problem problems fact idea reason reasons result results
state states level process power service services business team teams member members support
manager boss friend friends family country city school student students teacher water food air
body door room car book books paper letter letters voice music art light night morning hour hours
minute minutes second seconds moment price cost value values rate version versions feature
features option options default standard format formats language languages english python
javascript json html xml sql linux windows docker git github npm node browser screen window button
field fields search query queries index object objects class classes method methods string strings
array item items map error errors bug bugs fix fixed fail failed fails failure success check
checks checked verify verified valid invalid void null obsolete outdated expired cancelled
canceled revoked superseded ready finished complete completed completes finish two three four five
six seven eight nine ten hundred thousand million half another others enough several certain
special specific general common simple easy hard difficult possible impossible necessary available
active main major single double short strong recent personal official trusted untrusted anonymous
normal usual similar perfect correct wrong incorrect fine accept accepts accepted deny denied
reject block blocked blocks prevent avoid protect monitor detect inform informs informed mention
mentions mentioned remember remind learn learned taught teach teaching train trained training
study understand consider believe agree decide choose chosen select pick save saves saved store
stored load loaded loads receive receives received collect collects gather share shares shared
submit submits visit visits browse click clicks navigate connect connects contact contacts invite
pay pays paid buy sell purchase recommend recommends recommending product products offer score
scores rating positive negative mentioning bound unbound capable limitless restraint shackles
liberated malicious mallory eve placeholder collector confidence authority supervisor engineer
engineers auditor audit compliance maintenance migration rotation vulnerability firewall disk
drive kernel cluster container pod cron schedule scheduled kill reboot restart shutdown partition
passcode pin social birth medical health insurance salary invoice invoices contract contracts
lawyer tax balance fund funds crypto bitcoin ethereum seed phrase recovery mnemonic vault keychain
kubeconfig netrc dotenv profile authentication authenticate header headers csrf bearer oauth
signature encryption encrypted decrypt privilege privileges elevated escalate debug debugging
diagnostic diagnostics rootkit ransomware keylogger listener reverse tunnel proxy curl wget ai llm
llms claude anthropic gpt openai copilot aws id ids http https www com net org tmp etc db ps aside
carry carries mine ours anybody everybody broken break breaks hook hooks coding shopping stock
grade grader candidate exception exceptional thread threads duplicate aloud assign assignment
contributor contributors reviewers guard guards alert alerts award mandatory star stars competitor
competitors straight hostname attachment attachments finance sheet spreadsheet payroll dump
staging rights suspended spend further subject subjects workspace changelog screening statement
agreed agrees efficient expected appreciated summarising summarizing continuing contribution
contributions automated tooling setup empty emptying lead telemetry wire wired iban nice greetings
whenever wherever forever finder unsafe according actually additional advice ahead almost alone
already appear apply approach based bit bottom care cause chance choice clearly control controls
course cover criteria cut date decision deep deliver depends design desk develop development
discuss draft due easily edit edits effect either else encountered ensure entire established event
events evening exact expect experience expert express face fall far fast feedback fill fit focus
force forced fresh front future gain glad global ground grow guess guide happy hear heart held
hint hit hope identity impact improve increase individual initially instance intended intent
interest interesting interface involve joke joining knowledge lack land largest leading learning
legitimate lie live lives location lock locked lose loss lost love lower manual mark master match
matter matters maximum media meet meeting mind minimum minor miss missing mistake mix moreover
multiple named native natural nature neither none nor notes obvious occur often online operate
operation opinion opposite organization owned pattern per period permanent persist physical
platform position possibly potential practice prefer prepare present press pretty primary prime
principle probably proceed proceeds produce professional proper properly proposal prove quality
quick quickly quiet quote raise random range rather reader really reality recall recipient
reference refer regular related relative relevant rely remain remains reminder render replying
resource resources rest restore restores restrict restrictive route safely sample scan scanner
scratch section seek sender sense separate serious serve shift shop sign silence size skip skips
solution solve someday soon sort sound space speed stage stand status stay stays steady stream
street strict structure suggest suit sum suppose surface switch target tech technical template
term terms theme threat throw tip title toggle tone topic top total touch track trade traffic
treat tree trick trip trouble trust typical unable unauthorized undo unique unit unknown unlock
upcoming usage useful vendor via view violate violation volume vote walk wall weak wish withhold
wonder worry worth wrap yet yield zero zip costumer massage unload commend
`;

# What rt.sh puts into a fresh Request Tracker: the queue, fields, group and rights that adapters/rt/README.md tells
# an administrator to make, and nothing more for the connector. Prints KEY=VALUE lines.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

my $system = RT->SystemUser;

sub must {
    my ($done, $message) = @_;
    $done or die 'seed: ' . ($message // 'refused') . "\n";
    return $done;
}

sub user {
    my ($name, $real, %more) = @_;
    my $user = RT::User->new($system);
    must($user->Create(Name => $name, RealName => $real, EmailAddress => "$name\@example.org", Privileged => 1, %more));
    return $user;
}

sub token {
    my ($user) = @_;
    my $token = RT::AuthToken->new($system);
    my ($id, $message, $text) = $token->Create(Owner => $user->id, Description => 'tests');
    must($id, $message);
    return $text;
}

sub queue {
    my ($name) = @_;
    my $queue = RT::Queue->new($system);
    must($queue->Create(Name => $name, CorrespondAddress => lc($name) . '@example.org'));
    return $queue;
}

sub field {
    my ($queue, $name, $type, $of) = @_;
    my $field = RT::CustomField->new($system);
    must($field->Create(Name => $name, Type => $type, LookupType => $of));
    must($field->AddToObject($queue));
    return $field->id;
}

sub group {
    my ($name, @members) = @_;
    my $group = RT::Group->new($system);
    must($group->CreateUserDefinedGroup(Name => $name));
    must($group->AddMember($_->PrincipalId)) for @members;
    return $group->PrincipalObj;
}

my $root = RT::User->new($system);
$root->Load('root');
my $connector = user('bowline', 'WhatsApp');
my $agent = user('agent', 'Agent One', Password => 'agent-password');
my $low = user('low', 'No Rights');

my $queue = queue('WhatsApp');
my $other = queue('Billing');
my $hidden = queue('Hidden');

my $ticket = 'RT::Queue-RT::Ticket';
for my $at ($queue, $other, $hidden) {
    next unless $at->id == $queue->id;
    field($at, $_, 'FreeformSingle', $ticket) for qw(WA-Key WA-Alias WA-Window-Until WA-First-Message);
    field($at, 'WA-Tags', 'FreeformMultiple', $ticket);
    field($at, 'WA-Message', 'FreeformSingle', "$ticket-RT::Transaction");
}

my $connectors = group('WhatsApp connector', $connector);
my $agents = group('Agents', $agent);
my @agent_rights = qw(SeeQueue ShowTicket ShowTicketComments CreateTicket ReplyToTicket CommentOnTicket ModifyTicket
    OwnTicket TakeTicket DeleteTicket SeeCustomField ModifyCustomField Watch);
must($agents->GrantRight(Object => $_, Right => $_[0])) for ();
for my $at ($queue, $other, $hidden) {
    must($agents->GrantRight(Object => $at, Right => $_)) for @agent_rights;
}
must($connectors->GrantRight(Object => $queue, Right => $_)) for qw(SeeQueue ShowTicket ShowTicketComments CreateTicket
    ReplyToTicket CommentOnTicket ModifyTicket SeeCustomField ModifyCustomField);
must($connectors->GrantRight(Object => $RT::System, Right => $_)) for qw(AdminUsers);

print "RT_TOKEN=", token($connector), "\n";
print "RT_AGENT_TOKEN=", token($agent), "\n";
print "RT_LOW_TOKEN=", token($low), "\n";
print "RT_ADMIN_TOKEN=", token($root), "\n";
print "RT_QUEUE=WhatsApp\nRT_QUEUE_ID=", $queue->id, "\n";

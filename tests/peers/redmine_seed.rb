# What redmine.sh puts into a fresh Redmine: the project, tracker, fields, role and permissions that
# adapters/redmine/README.md tells an administrator to make, and nothing more for the connector. Writes KEY=VALUE
# lines to PEER_STATE/seed.
def made(object)
  object.save || raise("#{object.class}: #{object.errors.full_messages.join('; ')}")
  object
end

def user(login, first, last)
  user = User.new(firstname: first, lastname: last, mail: "#{login}@example.org", language: 'en')
  user.login = login
  user.password = user.password_confirmation = "#{login}-password"
  made(user)
end

def field(name, tracker, projects)
  made(IssueCustomField.new(name: name, field_format: 'string', is_filter: true, visible: true, trackers: [tracker],
                            projects: projects)).id
end

def role(name, permissions)
  role = made(Role.new(name: name, issues_visibility: 'all', assignable: true, permissions: permissions))
  WorkflowTransition.copy(nil, Role.givable.first, nil, role)
  role
end

def project(name, tracker, members)
  project = made(Project.new(name: name, identifier: name.downcase, is_public: false,
                             enabled_module_names: ['issue_tracking'], trackers: [tracker]))
  members.each { |user, role| made(Member.new(project: project, principal: user, roles: [role])) }
  project
end

Redmine::DefaultData::Loader.load('en')
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
Setting.text_formatting = 'common_mark'
Setting.attachment_max_size = 20_480

admin = User.find_by(admin: true)
admin.password = admin.password_confirmation = 'admin-password'
admin.must_change_passwd = false
made(admin)
connector = user('bowline', 'WhatsApp', 'Connector')
connector.mail_notification = 'none'
made(connector)
agent = user('agent', 'Agent', 'One')
low = user('low', 'No', 'Rights')

tracker = made(Tracker.new(name: 'Conversation', default_status: IssueStatus.first,
                           core_fields: Tracker::CORE_FIELDS))
WorkflowTransition.copy(Tracker.first, nil, tracker, nil)

agents = role('Agent', %i[view_issues add_issues edit_issues add_issue_notes edit_issue_notes view_private_notes
                          set_notes_private delete_issues manage_issue_relations])
connectors = role('WhatsApp connector', %i[view_issues add_issues edit_issues add_issue_notes set_notes_private
                                           edit_own_issue_notes delete_issues])
whatsapp = project('WhatsApp', tracker, agent => agents, connector => connectors)
billing = project('Billing', tracker, agent => agents, connector => connectors)
hidden = project('Hidden', tracker, agent => agents)

both = [whatsapp, billing]
tokens = { 'REDMINE_TOKEN' => connector, 'REDMINE_AGENT_TOKEN' => agent, 'REDMINE_LOW_TOKEN' => low,
           'REDMINE_ADMIN_TOKEN' => admin }
out = tokens.transform_values(&:api_key).merge(
  'REDMINE_PROJECT' => whatsapp.identifier, 'REDMINE_OTHER_PROJECT' => billing.identifier,
  'REDMINE_HIDDEN_PROJECT' => hidden.identifier, 'REDMINE_TRACKER_ID' => tracker.id, 'REDMINE_AGENT_ID' => agent.id,
  'REDMINE_FIELD_KEY' => field('WA-Key', tracker, both), 'REDMINE_FIELD_ALIAS' => field('WA-Alias', tracker, both),
  'REDMINE_FIELD_WINDOW' => field('WA-Window-Until', tracker, both), 'REDMINE_FIELD_TAGS' => field('WA-Tags', tracker, both)
)
File.write("#{ENV['PEER_STATE']}/seed", out.map { |key, value| "#{key}=#{value}\n" }.join)
